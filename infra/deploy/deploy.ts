import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { parseArgs } from 'node:util';
import { deploymentsFor } from './deployment.ts';
import { run, runOrThrow } from './serverless.ts';

const args = process.argv.slice(2);
const { values } = parseArgs({
  args,
  strict: false,
  options: {
    stage: { type: 'string', short: 's' },
    region: { type: 'string', short: 'r' },
    param: { type: 'string', multiple: true },
  },
});
const stage = String(values.stage ?? 'dev');
const region = String(values.region ?? 'us-east-1');
const params = (values.param ?? []).flatMap((each) => ['--param', String(each)]);

/** Whether the stage has no database yet; a try that failed may have left a stack with nothing but its bucket. */
const isFirst = async (): Promise<boolean> => {
  const client = new CloudFormationClient({ region });
  try {
    const { StackResources = [] } = await client.send(
      new DescribeStackResourcesCommand({ StackName: `acme-webshop-${stage}` }),
    );
    return !StackResources.some(
      ({ LogicalResourceId, ResourceStatus }) =>
        LogicalResourceId === 'Database' && ResourceStatus !== 'DELETE_COMPLETE',
    );
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) return true;
    throw error;
  }
};

const isProtected = async (): Promise<boolean> => {
  const options = ['--stage', stage, '--region', region, ...params];
  const path = ['--path', 'provider.deletionProtection', '--format', 'text'];
  return /^true$/m.test(await runOrThrow('serverless', ['print', ...options, ...path]));
};

const deployments = deploymentsFor(args, { isFirst: await isFirst(), isProtected: await isProtected() });
if (deployments.length > 1)
  console.log(`The first deployment of ${stage} runs unprotected; the second, at once, protects it.`);
for (const each of deployments) {
  const { code } = await run('serverless', ['deploy', ...each], { quiet: false, seconds: 3 * 3600 });
  if (code === 0) continue;
  process.exitCode = code;
  break;
}
