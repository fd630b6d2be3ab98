import { ACCOUNT } from './arns.ts';
import type { InflightEntry, SqsQueue, SqsStore } from './fauxqs.ts';
import type { QueueDatabase } from './queueDatabase.ts';

/** A received message and its receipt, named as a Lambda function sees it in an SQS event. */
export interface QueueMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  md5OfBody: string;
  attributes: Record<string, string>;
  messageAttributes: Record<string, { dataType: string; stringValue?: string; binaryValue?: string }>;
}

/** A queue as Lambda's poller uses it: ReceiveMessage, DeleteMessageBatch and ChangeMessageVisibilityBatch of SQS. */
export interface SourceQueue {
  arn: string;
  /** Seconds that a received message stays hidden from other receivers. */
  visibilityTimeout(): number;
  /** How many messages can be received now. */
  ready(): number;
  /** Takes up to that many messages; those received too often go to the dead-letter queue instead. */
  receive(most: number): QueueMessage[];
  /** Resolves when a message has arrived or come back, after that many seconds, or when the signal aborts. */
  arrival(seconds: number, signal: AbortSignal): Promise<void>;
  remove(receiptHandles: readonly string[]): void;
  /** Hides received messages for that many seconds from now. */
  hold(receiptHandles: readonly string[], seconds: number): void;
}

const toMessage = ({ message, receiptHandle }: InflightEntry): QueueMessage => ({
  messageId: message.messageId,
  receiptHandle,
  body: message.body,
  md5OfBody: message.md5OfBody,
  attributes: {
    ApproximateReceiveCount: String(message.approximateReceiveCount),
    SentTimestamp: String(message.sentTimestamp),
    SenderId: ACCOUNT,
    ApproximateFirstReceiveTimestamp: String(message.approximateFirstReceiveTimestamp),
  },
  messageAttributes: Object.fromEntries(
    Object.entries(message.messageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { dataType: DataType, stringValue: StringValue, binaryValue: BinaryValue },
    ]),
  ),
});

const receive = (queue: SqsQueue, store: SqsStore, most: number): QueueMessage[] => {
  const messages: QueueMessage[] = [];
  while (messages.length < most) {
    const received = queue.dequeue(most - messages.length, undefined, (arn) => store.getQueueByArn(arn));
    for (const { ReceiptHandle } of received) {
      const entry = queue.inflightMessages.get(ReceiptHandle);
      if (entry) messages.push(toMessage(entry));
    }
    if (received.length === 0 || queue.messages.length === 0) break;
  }
  return messages;
};

const arrival = async (queue: SqsQueue, seconds: number, signal: AbortSignal) => {
  if (signal.aborted || queue.messages.length > 0) return;
  const cancel = () => queue.cancelWaiters();
  signal.addEventListener('abort', cancel, { once: true });
  await queue.waitForMessages(seconds);
  signal.removeEventListener('abort', cancel);
};

/**
 * Gives Lambda's pollers the queue without HTTP: they live in the same process, where SDK calls for receive and
 * delete would cost more than all the rest of a message's way.
 */
export const sourceQueue = (queue: SqsQueue, store: SqsStore, database: QueueDatabase): SourceQueue => ({
  arn: queue.arn,
  visibilityTimeout: () => Number(queue.attributes['VisibilityTimeout']),
  ready: () => queue.messages.length,
  receive: (most) => database.together(() => receive(queue, store, most)),
  arrival: (seconds, signal) => arrival(queue, seconds, signal),
  remove: (handles) => database.together(() => handles.forEach((handle) => queue.deleteMessage(handle))),
  hold: (handles, seconds) =>
    database.together(() => handles.forEach((handle) => queue.changeVisibility(handle, seconds))),
});
