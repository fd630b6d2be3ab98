import { log } from '../platform/log.ts';

/** What CloudFormation sends to the function behind a custom resource, and where it waits for the answer. */
export interface DeploymentEvent {
  RequestType: 'Create' | 'Update' | 'Delete';
  ResponseURL: string;
  StackId: string;
  RequestId: string;
  LogicalResourceId: string;
  PhysicalResourceId?: string;
}

/** True for an event of CloudFormation, false for a call by hand. */
export const isDeployment = (event: object): event is DeploymentEvent =>
  'RequestType' in event && 'ResponseURL' in event;

// CloudFormation takes answers of 4 KB.
const LONGEST_REASON = 1000;

const outcomeOf = async (work: () => Promise<unknown>) => {
  try {
    await work();
    return { Status: 'SUCCESS' };
  } catch (error) {
    log.error('a step of the deployment failed', { error });
    return { Status: 'FAILED', Reason: String(error).slice(0, LONGEST_REASON) };
  }
};

/**
 * Does a step of a deployment and tells CloudFormation how it ended: a step that fails makes the deployment fail and
 * roll back. Nothing is done when the stack is removed. Rejects when CloudFormation does not take the answer.
 */
export const answerDeployment = async (
  { RequestType, ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId }: DeploymentEvent,
  work: () => Promise<unknown>,
  put: typeof fetch = fetch,
): Promise<void> => {
  const outcome = await outcomeOf(RequestType === 'Delete' ? async () => undefined : work);
  const body = JSON.stringify({
    ...outcome,
    StackId,
    RequestId,
    LogicalResourceId,
    // Always the same one, or CloudFormation would take it for another resource and delete the old.
    PhysicalResourceId: PhysicalResourceId ?? LogicalResourceId,
  });
  // The signature in the URL covers an empty content type only.
  const response = await put(ResponseURL, { method: 'PUT', body, headers: { 'content-type': '' } });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: ${response.status}`);
};
