import { setTimeout as pause } from 'node:timers/promises';
import { isUnreachable, type Invocation, type Invoke } from './lambdaInvoke.ts';
import type { Log } from '../log.ts';
import type { QueueMessage, SourceQueue } from './sourceQueue.ts';
import { failedMessageIds, sqsEvent } from './sqsEvent.ts';

/** One event source mapping: the function that consumes a queue; the batching window in seconds. */
export interface Mapping {
  functionName: string;
  queueName: string;
  batchSize: number;
  maximumBatchingWindow?: number;
  maximumConcurrency?: number;
  reportBatchItemFailures: boolean;
}

/** What handling a batch needs from its surroundings; the signal ends it early. */
export interface BatchContext {
  mapping: Mapping;
  queue: SourceQueue;
  invoke: Invoke;
  log: Log;
  signal: AbortSignal;
}

const LAMBDA_RETRY_MS = 200;

/** Waits while Lambda itself is down (it restarts on its own), which must not count against the messages. */
const invokeWhenUp = async (event: object, handles: string[], context: BatchContext): Promise<Invocation> => {
  const { mapping, queue, invoke, log, signal } = context;
  for (let attempt = 0; ; attempt += 1) {
    const seconds = Math.max(1, queue.visibilityTimeout());
    try {
      return await invoke(mapping.functionName, event, { seconds, signal });
    } catch (error) {
      if (!isUnreachable(error) || signal.aborted) throw error;
      if (attempt === 0) log(`Lambda cannot be reached: messages of ${mapping.queueName} wait for it`);
      queue.hold(handles, seconds);
      await pause(LAMBDA_RETRY_MS, undefined, { signal });
    }
  }
};

const failedIn = (
  { failed, payload }: Invocation,
  messages: readonly QueueMessage[],
  { mapping, log }: BatchContext,
) => {
  const ids = messages.map(({ messageId }) => messageId);
  if (failed) {
    log(`${mapping.functionName} failed for ${ids.length} message(s): ${payload.slice(0, 1000)}`);
    return new Set(ids);
  }
  if (!mapping.reportBatchItemFailures) return new Set<string>();
  const failedIds = failedMessageIds(payload, ids);
  if (failedIds.size > 0)
    log(`${mapping.functionName} failed for ${failedIds.size} of ${ids.length} message(s)`);
  return failedIds;
};

/**
 * Invokes the function with the messages and deletes those that it has handled. The others stay in the queue,
 * which hands them out again after its visibility timeout and moves them to its dead-letter queue in the end.
 * Never rejects.
 */
export const handleBatch = async (
  messages: readonly QueueMessage[],
  context: BatchContext,
): Promise<void> => {
  const { mapping, queue, log, signal } = context;
  try {
    const handles = messages.map(({ receiptHandle }) => receiptHandle);
    const invocation = await invokeWhenUp(sqsEvent(messages, queue.arn), handles, context);
    const failed = failedIn(invocation, messages, context);
    const handled = messages.filter(({ messageId }) => !failed.has(messageId));
    if (handled.length > 0) queue.remove(handled.map(({ receiptHandle }) => receiptHandle));
  } catch (error) {
    if (!signal.aborted)
      log(`${mapping.functionName} could not be invoked for ${messages.length} message(s)`, error);
  }
};
