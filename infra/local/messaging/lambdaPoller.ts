import { setTimeout as pause } from 'node:timers/promises';
import { handleBatch, type BatchContext } from './lambdaBatch.ts';
import type { QueueMessage } from './sourceQueue.ts';

export type { Mapping } from './lambdaBatch.ts';

/** A running event source mapping. */
export interface Poller {
  /** Takes no more messages and gives invocations under way half a second to end. */
  stop(): Promise<void>;
}

const LONG_POLL_SECONDS = 20;
/**
 * How many invocations a consumer may have at once, whatever its own limit is. More than AWS's smallest, 2, only make two
 * cores slower; a test that wants what more of them do to each other sets the variable.
 */
const LARGEST_CONCURRENCY = Number(process.env['CONSUMER_CONCURRENCY'] || 2);
/** How long a started invocation may keep a few later messages waiting for company: full batches are cheap. */
const PATIENCE_MS = 50;
const TROUBLE_MS = 1000;
const FAREWELL_MS = 500;

/** Waits for the moment to start an invocation: at once when none is running or a full batch waits. */
const turn = async ({ mapping, queue }: BatchContext, batches: Set<Promise<void>>, stopping: AbortSignal) => {
  while (batches.size >= Math.min(mapping.maximumConcurrency ?? LARGEST_CONCURRENCY, LARGEST_CONCURRENCY))
    await Promise.race(batches);
  await queue.arrival(LONG_POLL_SECONDS, stopping);
  if (batches.size === 0 || queue.ready() >= mapping.batchSize) return;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  await Promise.race([...batches, patience]);
  clearTimeout(timer);
};

const collect = async ({ mapping, queue }: BatchContext, stopping: AbortSignal): Promise<QueueMessage[]> => {
  const messages = queue.receive(mapping.batchSize);
  const deadline = Date.now() + (mapping.maximumBatchingWindow ?? 0) * 1000;
  while (messages.length > 0 && messages.length < mapping.batchSize && !stopping.aborted) {
    const left = (deadline - Date.now()) / 1000;
    if (left <= 0) break;
    await queue.arrival(left, stopping);
    messages.push(...queue.receive(mapping.batchSize - messages.length));
  }
  return messages;
};

const poll = async (
  context: BatchContext,
  batches: Set<Promise<void>>,
  stopping: AbortSignal,
): Promise<void> => {
  while (!stopping.aborted) {
    try {
      await turn(context, batches, stopping);
      if (stopping.aborted) return;
      const messages = await collect(context, stopping);
      if (messages.length === 0) continue;
      const batch = handleBatch(messages, context).finally(() => batches.delete(batch));
      batches.add(batch);
    } catch (error) {
      context.log(`polling ${context.mapping.queueName} failed and goes on in a second`, error);
      await pause(TROUBLE_MS, undefined, { signal: stopping }).catch(() => {});
    }
  }
};

/**
 * Feeds a function from a queue as Lambda's event source mapping does: a lone message at once, and under load
 * whatever has gathered meanwhile in one batch. It outlives every error.
 */
export const startPoller = (context: Omit<BatchContext, 'signal'>): Poller => {
  const stopping = new AbortController();
  const abandoning = new AbortController();
  const batches = new Set<Promise<void>>();
  const polling = poll({ ...context, signal: abandoning.signal }, batches, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      const farewell = pause(FAREWELL_MS, undefined, { signal: abandoning.signal }).catch(() => {});
      await Promise.race([polling.then(() => Promise.all(batches)), farewell]);
      abandoning.abort();
      await Promise.all(batches);
    },
  };
};
