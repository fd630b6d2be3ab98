import {
  APIGatewayClient,
  GetResourcesCommand,
  GetRestApisCommand,
  GetStagesCommand,
} from '@aws-sdk/client-api-gateway';
import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListArchivesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import { GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { LambdaClient, paginateListEventSourceMappings, paginateListFunctions } from '@aws-sdk/client-lambda';
import { DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';

type Facts = Record<string, string[]>;

const sorted = (facts: string[]): string[] => [...facts].sort();

const lastPart = (arn = ''): string => arn.split(/[:/]/).at(-1) ?? '';

const all = async <Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => Item[] = () => [],
): Promise<Item[]> => {
  const found: Item[] = [];
  for await (const page of pages) found.push(...items(page));
  return found;
};

// A bus that is gone is answered so; any other error means that nothing is known.
const whenMissing =
  <Nothing>(nothing: Nothing) =>
  (error: unknown): Nothing => {
    if (error instanceof ResourceNotFoundException) return nothing;
    throw error;
  };

const rulesOn = async (bus: string): Promise<string[]> => {
  const events = new EventBridgeClient();
  const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName: bus }));
  const ours = Rules.filter(({ Name }) => Name?.startsWith(bus));
  return Promise.all(
    ours.map(async ({ Name }) => {
      const { Targets = [] } = await events.send(
        new ListTargetsByRuleCommand({ Rule: Name, EventBusName: bus }),
      );
      const to = Targets.map(
        ({ Arn, DeadLetterConfig }) => `${lastPart(Arn)}, else ${lastPart(DeadLetterConfig?.Arn)}`,
      );
      return `${Name} → ${to.join('; ')}`;
    }),
  );
};

const queuesNamed = async (prefix: string): Promise<string[]> => {
  const queues = new SQSClient();
  const { QueueUrls = [] } = await queues.send(new ListQueuesCommand({ QueueNamePrefix: prefix }));
  return Promise.all(
    QueueUrls.map(async (QueueUrl) => {
      const { Attributes = {} } = await queues.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      const statements = (
        JSON.parse(Attributes['Policy'] ?? '{"Statement":[]}') as {
          Statement: { Condition: { ArnEquals: object } }[];
        }
      ).Statement;
      const senders = new Set(
        statements.map(({ Condition }) => lastPart(String(Object.values(Condition.ArnEquals)[0]))),
      );
      return `${lastPart(QueueUrl)} from ${[...senders].join()}, encrypted ${Attributes['SqsManagedSseEnabled']}`;
    }),
  );
};

const actionsOf = async (roleArn = ''): Promise<string> => {
  const iam = new IAMClient();
  const RoleName = lastPart(roleArn);
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const policies = await Promise.all(
    PolicyNames.map((PolicyName) => iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))),
  );
  const statements = policies.flatMap(({ PolicyDocument = '' }) => {
    const document = JSON.parse(decodeURIComponent(PolicyDocument)) as { Statement: { Action: string[] }[] };
    return document.Statement.flatMap(({ Action }) => Action);
  });
  return sorted(statements).join(' ');
};

const functionsNamed = async (prefix: string): Promise<string[]> => {
  const functions = await all(
    paginateListFunctions({ client: new LambdaClient() }, {}),
    ({ Functions = [] }) => Functions,
  );
  return Promise.all(
    functions
      .filter(({ FunctionName }) => FunctionName?.startsWith(prefix))
      .map(
        async ({ FunctionName, Role, Timeout }) => `${FunctionName} ${Timeout} s: ${await actionsOf(Role)}`,
      ),
  );
};

const workersOf = async (prefix: string): Promise<string[]> => {
  const pages = paginateListEventSourceMappings({ client: new LambdaClient() }, {});
  const mappings = await all(pages, ({ EventSourceMappings = [] }) => EventSourceMappings);
  return mappings
    .filter(({ EventSourceArn }) => lastPart(EventSourceArn).startsWith(prefix))
    .map(({ EventSourceArn, FunctionArn }) => `${lastPart(EventSourceArn)} → ${lastPart(FunctionArn)}`);
};

const routesOf = async (name: string): Promise<string[]> => {
  const gateway = new APIGatewayClient();
  const { items: apis = [] } = await gateway.send(new GetRestApisCommand());
  const restApiId = apis.find((api) => api.name === name)?.id;
  if (restApiId === undefined) return [];
  const [{ items: resources = [] }, { item: stages = [] }] = await Promise.all([
    gateway.send(new GetResourcesCommand({ restApiId, embed: ['methods'], limit: 500 })),
    gateway.send(new GetStagesCommand({ restApiId })),
  ]);
  return [
    ...resources.flatMap(({ path, resourceMethods = {} }) =>
      Object.entries(resourceMethods).map(
        ([method, { authorizationType }]) => `${method} ${path} ${authorizationType}`,
      ),
    ),
    ...stages.map(({ stageName }) => `stage ${stageName}`),
  ];
};

const alarmsNamed = async (prefix: string): Promise<string[]> => {
  const pages = paginateDescribeAlarms({ client: new CloudWatchClient() }, { AlarmNamePrefix: prefix });
  const alarms = await all(pages, ({ MetricAlarms = [] }) => MetricAlarms);
  return alarms.map(
    ({ AlarmName, MetricName, Threshold, AlarmActions = [] }) =>
      `${AlarmName}: ${MetricName} ${Threshold} → ${AlarmActions.map(lastPart).join()}`,
  );
};

const clusters = async (): Promise<string[]> => {
  const { DBClusters = [] } = await new RDSClient().send(new DescribeDBClustersCommand());
  return DBClusters.map(
    ({
      Engine,
      StorageEncrypted,
      DeletionProtection,
      ServerlessV2ScalingConfiguration: scaling,
      DBClusterMembers = [],
    }) =>
      `${Engine}, encrypted ${StorageEncrypted}, protected ${DeletionProtection}, ` +
      `${scaling?.MinCapacity}–${scaling?.MaxCapacity} ACU, ${DBClusterMembers.length} instances`,
  );
};

const bus = async (name: string): Promise<string[]> => {
  const events = new EventBridgeClient();
  const found = await events
    .send(new DescribeEventBusCommand({ Name: name }))
    .catch(whenMissing({ Name: undefined }));
  const { Archives = [] } = await events.send(new ListArchivesCommand({}));
  return [
    ...(found.Name ? [found.Name] : []),
    ...Archives.map(({ ArchiveName, RetentionDays }) => `${ArchiveName} kept ${RetentionDays} days`),
  ];
};

/** What AWS (or its stand-in) holds of a stage, one line for each thing, read through the SDK. */
export const readBack = async (service: string, stage: string): Promise<Facts> => {
  const prefix = `${service}-${stage}`;
  const facts: [string, string[]][] = [
    ['bus', await bus(prefix)],
    ['rules', await rulesOn(prefix).catch(whenMissing([]))],
    ['queues', await queuesNamed(prefix)],
    ['functions', await functionsNamed(prefix)],
    ['workers', await workersOf(prefix)],
    ['routes', await routesOf(`${stage}-${service}`)],
    ['alarms', await alarmsNamed(prefix)],
    ['clusters', await clusters()],
  ];
  return Object.fromEntries(facts.map(([what, lines]) => [what, sorted(lines)]));
};
