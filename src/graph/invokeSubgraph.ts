import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { setting } from '../platform/settings.ts';
import type { AskSubgraph } from './executor.ts';

const clientWith = (maxAttempts: number) =>
  new LambdaClient({ maxAttempts, requestHandler: { connectionTimeout: 2000 } });

const patient = clientWith(3);

// Whoever sends no idempotencyKey has ordered twice when this is sent twice.
const once = clientWith(1);

/** Asks a subgraph's Lambda. */
export const invokeSubgraph: AskSubgraph = async (subgraph, question, { signal, isMutation }) => {
  const command = new InvokeCommand({
    FunctionName: `${setting('SUBGRAPH_PREFIX')}${subgraph}Graph`,
    Payload: JSON.stringify(question),
  });
  const client = isMutation ? once : patient;
  const { Payload, FunctionError } = await client.send(command, { abortSignal: signal });
  const text = Payload ? Buffer.from(Payload).toString() : '';
  if (FunctionError) throw new Error(`${FunctionError} ${text.slice(0, 300)}`);
  return JSON.parse(text) as unknown;
};
