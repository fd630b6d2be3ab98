import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { outputsOf } from '../deploy/outputs.ts';
import { nameOn, type Stage } from './stage.ts';

/** The stage with the address of its API, which the stack of the stage knows; without an address when there is none. */
export const withUrl = async (stage: Stage): Promise<Stage> => {
  if (stage.url !== undefined) return stage;
  const outputs = await outputsOf(nameOn(stage), new CloudFormationClient({ region: stage.region }));
  return { ...stage, url: outputs?.['ApiUrl'] };
};
