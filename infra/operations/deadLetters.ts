import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type EventName, events } from '../../src/contracts/events.ts';
import { fieldOf } from '../../src/contracts/subjects.ts';
import { type Consumer, subscriptions } from '../../src/contracts/subscriptions.ts';
import { nameOn, queuesOf, type Stage } from './stage.ts';

/** A message that a consumer has given up. */
export interface DeadLetter {
  message: Message;
  event: string;
  /** What the event is about, such as an order, and its id. */
  subject: string;
  subjectId: string;
  correlationId: string;
  /** When it was put on the consumer's queue. */
  since: string;
}

/** Every consumer that has a dead-letter queue. */
export const consumers = Object.keys(subscriptions) as Consumer[];

/** True for the name of a consumer. */
export const isConsumer = (name: string | undefined): name is Consumer =>
  consumers.some((consumer) => consumer === name);

const BATCH = 10;
const OUT_OF_SIGHT_SECONDS = 60;

/** So many dead letters a command looks at: more would come into sight again before it was done with them. */
export const LOOKED_AT_MOST = 2000;

/** What a command says when it has not looked at all of them. */
export const MORE_THAN_LOOKED_AT = `There are ${LOOKED_AT_MOST} dead letters or more`;

/** A queue as its commands need it. */
export interface Queue {
  client: SQSClient;
  url: string;
}

/** The queue, or the dead-letter queue, of a consumer. */
export const queueOf = async (stage: Stage, consumer: Consumer, dead: boolean): Promise<Queue> => {
  const client = queuesOf(stage);
  const QueueName = nameOn(stage, dead ? `${consumer}-dlq` : consumer);
  const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName }));
  return { client, url: QueueUrl };
};

const isEventName = (name = ''): name is EventName => Object.hasOwn(events, name);

const letterIn = (message: Message): DeadLetter => {
  const sent = Number(message.Attributes?.SentTimestamp);
  const since = Number.isFinite(sent) ? new Date(sent).toISOString() : 'unknown';
  try {
    const event = JSON.parse(message.Body ?? '') as {
      'detail-type'?: string;
      detail?: Record<string, string> & { metadata?: { correlationId?: string } };
    };
    const subject = isEventName(event['detail-type']) ? events[event['detail-type']].subject : 'order';
    return {
      message,
      event: event['detail-type'] ?? 'not an event',
      subject,
      subjectId: event.detail?.[fieldOf(subject)] ?? 'unknown',
      correlationId: event.detail?.metadata?.correlationId ?? 'unknown',
      since,
    };
  } catch {
    return {
      message,
      event: 'not an event',
      subject: 'order',
      subjectId: 'unknown',
      correlationId: 'unknown',
      since,
    };
  }
};

const receive = async ({ client, url }: Queue): Promise<Message[]> => {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: BATCH,
      VisibilityTimeout: OUT_OF_SIGHT_SECONDS,
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  return Messages;
};

/** Takes the messages of a queue (LOOKED_AT_MOST) out of sight for a minute; whoever does not delete them lets them go again. */
export const takeAll = async (queue: Queue): Promise<DeadLetter[]> => {
  const letters: DeadLetter[] = [];
  while (letters.length < LOOKED_AT_MOST) {
    const messages = await receive(queue);
    if (messages.length === 0) break;
    letters.push(...messages.map(letterIn));
  }
  return letters;
};

/** Work for so many messages at a time as SQS takes in one call. */
export const inTens = async <Item>(items: readonly Item[], work: (ten: Item[]) => Promise<unknown>) => {
  for (let start = 0; start < items.length; start += BATCH) await work(items.slice(start, start + BATCH));
};

/** Puts messages back into sight at once. */
export const letGo = ({ client, url }: Queue, letters: readonly DeadLetter[]): Promise<void> =>
  inTens(letters, (ten) =>
    client.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: url,
        Entries: ten.map(({ message }, index) => ({
          Id: String(index),
          ReceiptHandle: message.ReceiptHandle,
          VisibilityTimeout: 0,
        })),
      }),
    ),
  );

/** What stands in a consumer's dead-letter queue, left as it is. */
const deadLettersOf = async (stage: Stage, consumer: Consumer): Promise<DeadLetter[]> => {
  const queue = await queueOf(stage, consumer, true);
  const letters = await takeAll(queue);
  await letGo(queue, letters);
  return letters;
};

/** About how many messages wait in a consumer's queue, and how many are being handled. */
const depthOf = async (stage: Stage, consumer: Consumer) => {
  const { client, url } = await queueOf(stage, consumer, false);
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    waiting: Number(Attributes['ApproximateNumberOfMessages']),
    inWork: Number(Attributes['ApproximateNumberOfMessagesNotVisible']),
  };
};

/** How each of the consumers stands: its queue, and its dead letters (and whether that is all), of one order or of all. */
export const standingsOf = (stage: Stage, asked: readonly Consumer[], subjectId?: string) =>
  Promise.all(
    asked.map(async (consumer) => {
      const letters = await deadLettersOf(stage, consumer);
      const wanted = letters.filter((letter) => subjectId === undefined || letter.subjectId === subjectId);
      const isAll = letters.length < LOOKED_AT_MOST;
      return { consumer, ...(await depthOf(stage, consumer)), letters: wanted, isAll };
    }),
  );

/** A line about a dead letter. */
export const lineOf = ({ message, event, subject, subjectId, since }: DeadLetter): string =>
  `  ${event.padEnd(16)}  ${subject} ${subjectId}  on the queue since ${since}  message ${message.MessageId}`;
