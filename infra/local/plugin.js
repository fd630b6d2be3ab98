/**
 * Tells the local cloud, from within `serverless offline start`, which events go to which functions.
 * Does nothing in any other command. JavaScript, so that packaging and deploying load it on every Node.
 */
export default class LocalCloudPlugin {
  constructor(serverless) {
    this.hooks = {
      'before:offline:start:init': () => announceWiring(serverless),
      'after:offline:start:init': () => process.send?.({ type: 'ready' }),
    };
  }
}

const announceWiring = async (serverless) => {
  const { resolveEnvironments, wiringOf } = await import('./wiring/wiring.ts');
  const aws = serverless.getProvider('aws');
  const place = { region: aws.getRegion(), stage: aws.getStage() };
  const wiring = wiringOf(serverless.service, place);
  resolveEnvironments(serverless.service, place);
  process.send?.({ type: 'wiring', wiring });
};
