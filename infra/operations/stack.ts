import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { nameOn, type Stage } from './stage.ts';

/** What the deployment of a stage has put out, such as ApiUrl. */
export const outputsOf = async (
  stage: Stage,
  client = new CloudFormationClient({ region: stage.region }),
): Promise<Record<string, string>> => {
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: nameOn(stage) }));
  return Object.fromEntries(
    (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
  );
};

/** The stage with the address of its API, which the deployment of the stage knows. */
export const withUrl = async (stage: Stage): Promise<Stage> =>
  stage.url === undefined ? { ...stage, url: (await outputsOf(stage))['ApiUrl'] } : stage;
