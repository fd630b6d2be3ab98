/**
 * Tells the local cloud, from within `serverless offline start`, which events go to which functions, and loads those.
 * Does nothing in any other command. JavaScript, so that packaging and deploying load it on every Node.
 */
export default class LocalCloudPlugin {
  constructor(serverless) {
    this.hooks = {
      'before:offline:start:init': () => prepare(serverless),
      'after:offline:start:init': () => ready(),
    };
  }
}

const prepare = async (serverless) => {
  const { resolveEnvironments, wiringOf } = await import('./wiring/wiring.ts');
  const { obeyControl } = await import('./control/functionFaults.ts');
  const { loadFunctions, refuseDifferentSettings } = await import('./wiring/oneProcess.ts');
  const aws = serverless.getProvider('aws');
  const place = { region: aws.getRegion(), stage: aws.getStage() };
  const wiring = wiringOf(serverless.service, place);
  resolveEnvironments(serverless.service, place);
  refuseDifferentSettings(serverless.service);
  loadFunctions(serverless.service, serverless.service.custom['serverless-offline'].location);
  obeyControl(Number(serverless.processedInput.options.lambdaPort));
  process.send?.({ type: 'wiring', wiring });
};

const ready = async () => {
  const { surviveEscapedErrors } = await import('./wiring/escapedErrors.ts');
  const { gatherLines } = await import('./wiring/gatherLines.ts');
  surviveEscapedErrors();
  gatherLines();
  process.send?.({ type: 'ready' });
};
