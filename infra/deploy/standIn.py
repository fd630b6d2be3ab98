"""moto's server, a stand-in for the AWS APIs, with the CloudFormation resources that it lacks.

Each of them is made through moto's own API, as CloudFormation would. Custom resources run their function for real,
on Node, and wait for its answer.   Usage: standIn.py PORT
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer

PORT = int(sys.argv[1])
ENDPOINT = f"http://127.0.0.1:{PORT}"
os.environ.update(AWS_ACCESS_KEY_ID="rehearsal", AWS_SECRET_ACCESS_KEY="rehearsal", MOTO_PORT=str(PORT))

import boto3  # noqa: E402
from moto.apigateway.models import Deployment, RestAPI  # noqa: E402
from moto.cloudformation import parsing  # noqa: E402
from moto.cloudformation.models import CloudFormationBackend  # noqa: E402
from moto.cloudformation.responses import CloudFormationResponse  # noqa: E402
from moto.core.common_models import CloudFormationModel  # noqa: E402
from moto.core.responses import ActionResult  # noqa: E402
from moto.events.models import EventBus  # noqa: E402
from moto.iam.models import Role  # noqa: E402
from moto.rds.models import DBSubnetGroup  # noqa: E402
from moto.server import main  # noqa: E402

# A Ref to these gives moto's own object instead of a name.
EventBus.physical_resource_id = property(lambda self: self.name)
DBSubnetGroup.physical_resource_id = property(lambda self: self.name)
Deployment.physical_resource_id = property(lambda self: self.id)

# moto leaves an API behind when its stack is removed.
RestAPI.delete_from_cloudformation_json = classmethod(
    lambda cls, name, resource, account, region: client("apigateway", region).delete_rest_api(restApiId=name)
)

# moto keeps a template's inline policies as Python's objects, which are no JSON when read back.
put_policy = Role.put_policy
Role.put_policy = lambda self, name, document: put_policy(self, name, document if isinstance(document, str) else json.dumps(document))


def protect(self):
    stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
    stack.enable_termination_protection = boolean(self._get_param("EnableTerminationProtection"))
    return ActionResult({"StackId": stack.stack_id})


# moto knows the flag, but not the call that sets it.
CloudFormationResponse.update_termination_protection = protect

execute_change_set = CloudFormationBackend.execute_change_set


def execute_with_outputs(self, change_set_name, stack_name=None):
    execute_change_set(self, change_set_name, stack_name)
    for stack in self.stacks.values():
        stack._parse_template()
        stack.output_map = stack._create_output_map()
        self.exports.update({export.name: export for export in stack.exports})


# moto forgets the outputs and exports of a template that came as a change set.
CloudFormationBackend.execute_change_set = execute_with_outputs


class Made:
    """What a template may refer to: the resource's Ref and its attributes."""

    def __init__(self, ref, properties, **attributes):
        self.physical_resource_id = ref
        self.properties = properties
        self.attributes = attributes

    def get_cfn_attribute(self, name):
        return self.attributes[name]


def client(service, region):
    return boto3.client(service, region_name=region, endpoint_url=ENDPOINT)


def model(kind, make, delete, name_property=""):
    """Teaches moto a type: `make` creates or updates it, `delete` gets what the template calls it by."""

    class Model(CloudFormationModel):
        # moto sorts its models by the second part of their module's name.
        __module__ = "moto.rehearsal"

        @staticmethod
        def cloudformation_type():
            return kind

        @staticmethod
        def cloudformation_name_type():
            return name_property

        @classmethod
        def has_cfn_attr(cls, attr):
            return True

        @classmethod
        def create_from_cloudformation_json(cls, name, resource, account, region, **kwargs):
            return make(name, resource["Properties"], region, None)

        @classmethod
        def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
            return make(new_resource_name, cloudformation_json["Properties"], region_name, original_resource)

        @classmethod
        def delete_from_cloudformation_json(cls, name, resource, account, region):
            delete(name, resource.get("Properties", {}), region)

    return Model


def boolean(value):
    return str(value).lower() == "true"


def make_cluster(name, properties, region, before):
    rds = client("rds", region)
    if before:
        rds.modify_db_cluster(DBClusterIdentifier=before.physical_resource_id, DeletionProtection=boolean(properties["DeletionProtection"]))
        cluster = rds.describe_db_clusters(DBClusterIdentifier=before.physical_resource_id)["DBClusters"][0]
    else:
        wanted = {**properties, "DeletionProtection": boolean(properties["DeletionProtection"])}
        cluster = rds.create_db_cluster(DBClusterIdentifier=name.lower(), **wanted)["DBCluster"]
    return Made(
        cluster["DBClusterIdentifier"],
        properties,
        **{"DBClusterArn": cluster["DBClusterArn"], "MasterUserSecret.SecretArn": cluster["MasterUserSecret"]["SecretArn"]},
    )


def delete_cluster(name, properties, region):
    client("rds", region).delete_db_cluster(DBClusterIdentifier=name, FinalDBSnapshotIdentifier=f"{name}-final")


def make_instance(name, properties, region, before):
    if before:
        return before
    wanted = {**properties, "PubliclyAccessible": boolean(properties["PubliclyAccessible"])}
    client("rds", region).create_db_instance(DBInstanceIdentifier=name.lower(), **wanted)
    return Made(name.lower(), properties)


def delete_instance(name, properties, region):
    client("rds", region).delete_db_instance(DBInstanceIdentifier=name, SkipFinalSnapshot=True)


def make_queue_policy(name, properties, region, before):
    for queue in properties["Queues"]:
        policy = json.dumps(properties["PolicyDocument"])
        client("sqs", region).set_queue_attributes(QueueUrl=queue, Attributes={"Policy": policy})
    return Made(name, properties)


def make_alarm(name, properties, region, before):
    client("cloudwatch", region).put_metric_alarm(**properties)
    return Made(properties["AlarmName"], properties)


def make_secret(name, properties, region, before):
    if before:
        return before
    secrets = client("secretsmanager", region)
    rule = properties.get("GenerateSecretString")
    text = properties.get("SecretString") or secrets.get_random_password(**rule)["RandomPassword"]
    return Made(secrets.create_secret(Name=name, SecretString=text)["ARN"], properties)


def make_subscription(name, properties, region, before):
    return Made(client("sns", region).subscribe(**properties, ReturnSubscriptionArn=True)["SubscriptionArn"], properties)


def make_method(name, properties, region, before):
    if before:
        return before
    gateway = client("apigateway", region)
    place = {"restApiId": properties["RestApiId"], "resourceId": properties["ResourceId"], "httpMethod": properties["HttpMethod"]}
    gateway.put_method(**place, authorizationType=properties["AuthorizationType"])
    integration = properties["Integration"]
    proxy = {"integrationHttpMethod": "POST", "uri": integration["Uri"]} if integration["Type"] == "AWS_PROXY" else {}
    gateway.put_integration(**place, type=integration["Type"], **proxy)
    return Made(name, properties)


def make_stage(name, properties, region, before):
    gateway = client("apigateway", region)
    place = {"restApiId": properties["RestApiId"], "stageName": properties["StageName"]}
    if before:
        gateway.update_stage(**place, patchOperations=[{"op": "replace", "path": "/deploymentId", "value": properties["DeploymentId"]}])
    else:
        gateway.create_stage(**place, deploymentId=properties["DeploymentId"], tracingEnabled=properties["TracingEnabled"])
    return Made(properties["StageName"], properties)


def make_gateway_response(name, properties, region, before):
    client("apigateway", region).put_gateway_response(
        restApiId=properties["RestApiId"],
        responseType=properties["ResponseType"],
        statusCode=properties["StatusCode"],
        responseParameters=properties["ResponseParameters"],
        responseTemplates=properties["ResponseTemplates"],
    )
    return Made(name, properties)


def make_model(name, properties, region, before):
    if not before:
        schema = json.dumps(properties["Schema"])
        # moto wants a name of letters and digits, as AWS does where the template gives none.
        client("apigateway", region).create_model(
            restApiId=properties["RestApiId"], name="".join(filter(str.isalnum, name)), contentType=properties["ContentType"], schema=schema
        )
    return Made(before.physical_resource_id if before else "".join(filter(str.isalnum, name)), properties)


def make_validator(name, properties, region, before):
    if before:
        return before
    made = client("apigateway", region).create_request_validator(
        restApiId=properties["RestApiId"], name=properties["Name"], validateRequestBody=properties["ValidateRequestBody"]
    )
    return Made(made["id"], properties)


def make_gateway_account(name, properties, region, before):
    change = {"op": "replace", "path": "/cloudwatchRoleArn", "value": properties["CloudWatchRoleArn"]}
    client("apigateway", region).update_account(patchOperations=[change])
    return Made(name, properties)


def run_function(arn, event, region):
    """Runs a deployed function's own code on Node, with its environment and the stand-in for AWS."""
    function = client("lambda", region).get_function_configuration(FunctionName=arn)
    from moto.awslambda.utils import get_backend

    code = get_backend(arn.split(":")[4], region).get_function(arn).code
    bundle = client("s3", region).get_object(Bucket=code["S3Bucket"], Key=code["S3Key"])["Body"].read()
    path, handler = function["Handler"].rsplit(".", 1)
    environment = {**os.environ, **function["Environment"]["Variables"], "AWS_ENDPOINT_URL": ENDPOINT, "AWS_REGION": region}
    environment["AWS_LAMBDA_FUNCTION_NAME"] = function["FunctionName"]
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(bundle)).extractall(folder)
        script = f"require('./{path}.cjs').{handler}({json.dumps(event)}).then(() => process.exit(0))"
        ran = subprocess.run(["node", "--eval", script], cwd=folder, env=environment, timeout=function["Timeout"], capture_output=True, text=True)
    print(f"{function['FunctionName']}: {ran.stdout}{ran.stderr}", file=sys.stderr)


class Answers(HTTPServer):
    """Where a custom resource's function sends its answer, as to CloudFormation's signed URL."""

    answer = None


class AnswerHandler(BaseHTTPRequestHandler):
    def do_PUT(self):
        self.server.answer = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.send_response(200)
        self.end_headers()


def custom_resource(request_type):
    def make(name, properties, region, before):
        answers = Answers(("127.0.0.1", 0), AnswerHandler)
        threading.Thread(target=answers.serve_forever, daemon=True).start()
        event = {
            "RequestType": "Update" if before else request_type,
            "ResponseURL": f"http://127.0.0.1:{answers.server_port}/",
            "StackId": "rehearsal",
            "RequestId": "rehearsal",
            "LogicalResourceId": name,
            "ResourceProperties": properties,
        }
        # CloudFormation asks only when a property has changed.
        if before and before.properties == properties:
            return before
        run_function(properties["ServiceToken"], event, region)
        answers.shutdown()
        if not answers.answer or answers.answer["Status"] != "SUCCESS":
            raise parsing.ValidationError(name, f"custom resource failed: {answers.answer}")
        return Made(answers.answer["PhysicalResourceId"], properties)

    return make


def nothing(name, properties, region):
    pass


KNOWN = [
    model("AWS::RDS::DBCluster", make_cluster, delete_cluster),
    model("AWS::RDS::DBInstance", make_instance, delete_instance),
    model("AWS::SQS::QueuePolicy", make_queue_policy, nothing),
    model("AWS::CloudWatch::Alarm", make_alarm, lambda name, _, region: client("cloudwatch", region).delete_alarms(AlarmNames=[name]), "AlarmName"),
    model("AWS::SecretsManager::Secret", make_secret, lambda name, _, region: client("secretsmanager", region).delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)),
    model("AWS::SNS::Subscription", make_subscription, nothing),
    model("AWS::ApiGateway::Method", make_method, nothing),
    model("AWS::ApiGateway::Stage", make_stage, nothing),
    model("AWS::ApiGateway::GatewayResponse", make_gateway_response, nothing),
    model("AWS::ApiGateway::Model", make_model, nothing),
    model("AWS::ApiGateway::RequestValidator", make_validator, nothing),
    model("AWS::ApiGateway::Account", make_gateway_account, nothing),
]
parsing.CustomModel = model("Custom::Any", custom_resource("Create"), nothing)
# moto keeps a list of the direct subclasses only, in a cache.
parsing.get_model_list.cache_clear()
parsing.get_model_map.cache_clear()

main(["--host", "127.0.0.1", "--port", str(PORT)])
