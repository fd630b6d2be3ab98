import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { type EventName, type EventOf, events } from '../contracts/events.ts';
import { type Consumer, type EventsOf, subscriptions } from '../contracts/subscriptions.ts';
import { log } from './log.ts';
import { eventContext, withLogContext } from './logContext.ts';
import { isOutage, Outage } from './outage.ts';
import { settings } from './settings.ts';
import { type SourceQueue, sourceQueue } from './sourceQueue.ts';
import { attemptOf, takeApart } from './takeApart.ts';

/** How often a message may fail for a reason of its own before it goes to the dead letters. */
const TRIES = 5;

/** How long a message waits after the first failure by an outage, in seconds; twice as long each time. */
const FIRST_PAUSE = 5;

/** How much of the function's time is left to tell which messages did not end in it, in milliseconds. */
const FAREWELL_MS = 2000;

const Envelope = z.object({ 'detail-type': z.string(), detail: z.unknown() });

const eventIn = (record: SQSRecord, consumer: Consumer): EventOf<EventName> => {
  const envelope = Envelope.parse(JSON.parse(record.body));
  const wanted: readonly EventName[] = subscriptions[consumer].events;
  const name = wanted.find((each) => each === envelope['detail-type']);
  if (name === undefined) throw new Error(`${consumer} does not consume ${envelope['detail-type']}`);
  return { name, detail: events[name].detail.parse(envelope.detail) } as EventOf<EventName>;
};

/** True for a batch of messages from a queue, false for a request from the gateway. */
export const isQueueBatch = (event: object): event is SQSEvent => 'Records' in event;

const readEvent = (record: SQSRecord, consumer: Consumer): EventOf<EventName> | Error => {
  try {
    return eventIn(record, consumer);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** How many seconds a message waits for an outage to pass that it has met `attempt` times. */
export const pauseAfter = (attempt: number, longest: number): number =>
  Math.min(longest, FIRST_PAUSE * 2 ** Math.min(attempt - 1, 20));

/**
 * What becomes of a message that failed: true when it need not come again. An outage is waited for, ever more
 * rarely and without end; anything else is the message's own fault, and after some tries it is given up.
 */
const settleFailure = async (record: SQSRecord, error: unknown, queue: SourceQueue): Promise<boolean> => {
  const attempt = attemptOf(record);
  try {
    if (isOutage(error)) await queue.hide(record, pauseAfter(attempt, settings.longestPause));
    else if (attempt >= TRIES) {
      await queue.giveUp(record);
      return true;
    }
  } catch (failure) {
    // The queue offers it again by itself, as after a crash.
    log.warn('a failed message could not be put aside', { error: failure });
  }
  return false;
};

const isHandled = async (
  consumer: Consumer,
  record: SQSRecord,
  queue: SourceQueue,
  work: () => Promise<unknown>,
): Promise<boolean> => {
  try {
    const result = await work();
    log.info(`${consumer} handled an event`, { result });
    return true;
  } catch (error) {
    const isGivenUp = await settleFailure(record, error, queue);
    log.error(`${consumer} ${isGivenUp ? 'gave up' : 'failed'}`, { attempt: attemptOf(record), error });
    return isGivenUp;
  }
};

/** Rejects with an Outage when the work does not end within that many milliseconds; it may go on unheard. */
const within = <Result>(ms: number, work: Promise<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    // Not a timer with an AbortSignal: an abort for each message costs more than all the rest that is done here.
    const late = setTimeout(() => reject(new Outage(`not done within ${ms} ms`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });

/** Lets messages come again soon, at different moments, so that they do so in other company. */
const scatter = async (records: readonly SQSRecord[], queue: SourceQueue, random: () => number) => {
  if (records.length === 0) return;
  log.warn('a batch that came too often is taken apart', { later: records.length });
  const soon = () => 1 + Math.floor(random() * FIRST_PAUSE);
  // One that can't be put off comes again when the queue thinks so.
  await Promise.allSettled(records.map((record) => queue.hide(record, soon())));
};

/**
 * A Lambda handler for the consumer's queue. All messages of a batch are handled at once, each in a log context
 * of its own and within the function's time. One that fails is reported alone: while somebody is down it comes again
 * as long as that takes, with ever longer pauses; for any other reason five times, and then it is given to the
 * dead letters. The queue's own limit is far higher and meant for messages that crash the function; those that came with
 * one are taken out of its company (takeApart.ts).
 */
export const consume =
  <Name extends Consumer>(
    consumer: Name,
    react: (event: EventOf<EventsOf<Name>>) => Promise<unknown>,
    queue: SourceQueue = sourceQueue,
    random: () => number = Math.random,
  ) =>
  async (batch: SQSEvent, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<SQSBatchResponse> => {
    const { now, later } = takeApart(batch.Records, TRIES, random);
    await scatter(later, queue, random);
    const time = Math.max(context.getRemainingTimeInMillis() - FAREWELL_MS, 0);
    const handle = (record: SQSRecord): Promise<boolean> => {
      const event = readEvent(record, consumer);
      const about = event instanceof Error ? {} : eventContext(event);
      return withLogContext({ messageId: record.messageId, ...about }, () =>
        isHandled(consumer, record, queue, async () => {
          if (event instanceof Error) throw event;
          return within(time, react(event as EventOf<EventsOf<Name>>));
        }),
      );
    };
    const handled = await Promise.all(now.map(handle));
    const failed = [...now.filter((_, index) => !handled[index]), ...later];
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
