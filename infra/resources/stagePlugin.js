/**
 * Gives the API a stage of its own (infra/resources/gateway.js), with limits and logs. osls lets the deployment make
 * the stage and names deployments by the hour, so that a template can't refer to them: this ties the two together.
 */
export default class StagePlugin {
  constructor(serverless) {
    this.hooks = {
      'after:aws:package:finalize:mergeCustomProviderResources': () =>
        tieTogether(serverless.service.provider.compiledCloudFormationTemplate.Resources),
    };
  }
}

const tieTogether = (resources) => {
  const idsOf = (type) => Object.keys(resources).filter((id) => resources[id].Type === type);
  const [deploymentId] = idsOf('AWS::ApiGateway::Deployment');
  const deployment = resources[deploymentId];
  delete deployment.Properties.StageName;
  // A deployment is a picture of the API: what is made after it is not in it.
  deployment.DependsOn = [...deployment.DependsOn, ...idsOf('AWS::ApiGateway::GatewayResponse')];
  resources.ApiGatewayStage.Properties.DeploymentId = { Ref: deploymentId };
};
