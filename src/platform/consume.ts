import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { type EventName, type EventOf, events } from '../contracts/events.ts';
import { type Consumer, type EventsOf, subscriptions } from '../contracts/subscriptions.ts';
import { log } from './log.ts';
import { eventContext, withLogContext } from './logContext.ts';

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

const succeeds = async (consumer: Consumer, record: SQSRecord, work: () => Promise<unknown>) => {
  try {
    const result = await work();
    log.info(`${consumer} handled an event`, { result });
    return true;
  } catch (error) {
    log.error(`${consumer} failed`, { attempt: record.attributes.ApproximateReceiveCount, error });
    return false;
  }
};

/**
 * A Lambda handler for the consumer's queue. All messages of a batch are handled at once, each in a log context
 * of its own; one that fails is reported alone, so that the queue offers it again and in the end moves it to the
 * dead-letter queue.
 */
export const consume =
  <Name extends Consumer>(consumer: Name, react: (event: EventOf<EventsOf<Name>>) => Promise<unknown>) =>
  async (batch: SQSEvent): Promise<SQSBatchResponse> => {
    const handle = (record: SQSRecord): Promise<boolean> => {
      const event = readEvent(record, consumer);
      const context = event instanceof Error ? {} : eventContext(event);
      return withLogContext({ messageId: record.messageId, ...context }, () =>
        succeeds(consumer, record, async () => {
          if (event instanceof Error) throw event;
          return react(event as EventOf<EventsOf<Name>>);
        }),
      );
    };
    const succeeded = await Promise.all(batch.Records.map(handle));
    const failed = batch.Records.filter((_, index) => !succeeded[index]);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
