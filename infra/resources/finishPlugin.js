import { refuseUnchosenProvider } from './chosenProvider.ts';
import { refusePlainSecrets } from './plainSecrets.ts';

/** Finishes the template that osls has compiled, where osls lets a service say too little or says too much itself. */
export default class FinishPlugin {
  constructor(serverless) {
    this.hooks = {
      'before:package:initialize': () =>
        refuseUnchosenProvider(
          serverless.getProvider('aws').getStage(),
          serverless.service.custom.paymentProvider,
        ),
      'after:aws:package:finalize:mergeCustomProviderResources': () => {
        const { Resources } = serverless.service.provider.compiledCloudFormationTemplate;
        giveStage(Resources);
        dependOnce(Resources);
        refusePlainSecrets(Resources);
      },
    };
  }
}

const idsOf = (resources, type) => Object.keys(resources).filter((id) => resources[id].Type === type);

/**
 * Gives the API a stage of its own (infra/resources/gateway.js), with limits and logs. osls lets the deployment make
 * the stage, and names deployments by the hour, so that no template can refer to them.
 */
const giveStage = (resources) => {
  const [deploymentId] = idsOf(resources, 'AWS::ApiGateway::Deployment');
  const deployment = resources[deploymentId];
  delete deployment.Properties.StageName;
  // A deployment is a picture of the API: what is made after it is not in it.
  deployment.DependsOn = [...deployment.DependsOn, ...idsOf(resources, 'AWS::ApiGateway::GatewayResponse')];
  resources.ApiGatewayStage.Properties.DeploymentId = { Ref: deploymentId };
};

/** A function depends on its role by naming it; osls says it twice, which linters warn of. */
const dependOnce = (resources) => {
  for (const id of idsOf(resources, 'AWS::Lambda::Function')) {
    const { DependsOn, Properties } = resources[id];
    resources[id].DependsOn = DependsOn.filter((each) => each !== Properties.Role['Fn::GetAtt'][0]);
  }
};
