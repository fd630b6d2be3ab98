import type { QueueMessage } from './sourceQueue.ts';

/** The event with which Lambda's event source mapping invokes a function for messages of a queue. */
export const sqsEvent = (messages: readonly QueueMessage[], queueArn: string) => ({
  Records: messages.map((message) => ({
    ...message,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3],
  })),
});

const failuresIn = (payload: string): unknown => {
  if (payload.trim() === '') return [];
  const answer: unknown = JSON.parse(payload);
  if (answer === null) return [];
  if (typeof answer !== 'object') return undefined;
  return (answer as { batchItemFailures?: unknown }).batchItemFailures ?? [];
};

/**
 * Reads a function's partial batch response (ReportBatchItemFailures) and gives the ids of the failed messages.
 * As on AWS an empty answer means success, and an answer that Lambda cannot read means that all have failed.
 */
export const failedMessageIds = (payload: string, messageIds: readonly string[]): Set<string> => {
  const all = new Set(messageIds);
  try {
    const failures = failuresIn(payload);
    if (!Array.isArray(failures)) return all;
    const failed = failures.map((failure: { itemIdentifier?: unknown } | null) => failure?.itemIdentifier);
    return failed.every((id) => all.has(id as string)) ? new Set(failed as string[]) : all;
  } catch {
    return all;
  }
};
