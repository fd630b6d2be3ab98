import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consume } from '../../src/platform/consume.ts';
import { Outage } from '../../src/platform/outage.ts';
import { sourceQueue } from '../../src/platform/sourceQueue.ts';
import { anEnvelope, anInvocation, anOrderCreated } from '../given.ts';
import { givenLambda, givenMessaging, until } from './messagingGiven.ts';

// The unmodified SDK, led to the local SQS by a variable of the environment only, as in the local shop.

const region = 'us-east-1';
const NAME = 'acme-webshop-test';
/** Names of consumers' queues, and how long each hides a message by itself. */
const VISIBILITY = { placeOrder: 1, email: 600, relay: 600 };
const HANDLED = ['placeOrder', 'email'];

const directory = mkdtempSync(join(tmpdir(), 'source-queue-'));
let lambda: Awaited<ReturnType<typeof givenLambda>>;
let messaging: Awaited<ReturnType<typeof givenMessaging>>;
let sqs: SQSClient;

beforeAll(async () => {
  lambda = await givenLambda();
  messaging = await givenMessaging(directory, lambda.port);
  await messaging.connect({
    region,
    buses: ['default'],
    rules: [],
    queues: Object.entries(VISIBILITY).flatMap(([name, visibilityTimeout]) => {
      const deadLetterQueueName = `${NAME}-${name}-dlq`;
      const kept = { visibilityTimeout, messageRetentionPeriod: 3600 };
      return [
        { name: `${NAME}-${name}`, ...kept, redrivePolicy: { deadLetterQueueName, maxReceiveCount: 100 } },
        { name: deadLetterQueueName, ...kept },
      ];
    }),
    mappings: HANDLED.map((name) => ({
      functionName: name,
      queueName: `${NAME}-${name}`,
      batchSize: 10,
      reportBatchItemFailures: true,
    })),
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${messaging.ports.queues}`,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    LONGEST_PAUSE: '1',
  });
  sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterAll(async () => {
  sqs.destroy();
  await messaging.kill();
  await lambda.stop();
  rmSync(directory, { recursive: true, force: true });
});

const urlOf = (queue: string) => `http://localhost/000000000000/${NAME}-${queue}`;
const send = (queue: string, MessageBody: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody }));
const receive = async (queue: string) => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: urlOf(queue), MessageSystemAttributeNames: ['All'] }),
  );
  return Messages.map(({ MessageId = '', ReceiptHandle = '', Body = '', Attributes = {} }) => ({
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: Attributes as Record<'ApproximateReceiveCount', string>,
    eventSourceARN: `arn:aws:sqs:${region}:000000000000:${NAME}-${queue}`,
  }));
};
const isEmpty = async (queue: string) => {
  const { ready = 0, inFlight = 0 } = (await messaging.depths())[`${NAME}-${queue}`] ?? {};
  return ready + inFlight === 0;
};
const triesOf = (consumer: string) =>
  lambda.records(consumer).map(({ attributes }) => attributes.ApproximateReceiveCount);
const orderCreated = () => JSON.stringify(anEnvelope('OrderCreated', anOrderCreated()));

type Message = Parameters<typeof sourceQueue.hide>[0];

test('a message that is put off comes again when its pause is over, not when the queue would offer it', async () => {
  await send('relay', 'an event');
  const [first] = await receive('relay');
  expect(await receive('relay')).toEqual([]);
  await sourceQueue.hide(first as unknown as Message, 1);
  let again: typeof first;
  await until(
    'the message is back',
    async () => ((again = (await receive('relay'))[0]), again !== undefined),
  );
  expect(again).toMatchObject({ body: 'an event', attributes: { ApproximateReceiveCount: '2' } });
  await sourceQueue.giveUp(again as unknown as Message);
  expect(await receive('relay-dlq')).toMatchObject([{ body: 'an event' }]);
});

test('a handler waits for an outage as often as it takes, and then does its work', async () => {
  const mailed: string[] = [];
  const handler = consume('email', async ({ detail }) => {
    if (lambda.records('email').length < 7) throw new Outage('the mail server is down');
    mailed.push(detail.orderId);
  });
  lambda.behave('email', (batch) => handler(batch, anInvocation()));
  await send('email', orderCreated());
  await until('the event is handled', () => mailed.length > 0);
  await until('nothing is left', () => isEmpty('email'));
  expect(triesOf('email')).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  expect(await isEmpty('email-dlq')).toBe(true);
});

test('a handler gives poison to the dead letters at its fifth receive, as it came', async () => {
  const handler = consume('placeOrder', async () => Promise.reject(new Error('no such customer')));
  lambda.behave('placeOrder', (batch) => handler(batch, anInvocation()));
  const body = orderCreated();
  await send('placeOrder', body);
  await until('it is a dead letter', async () => !(await isEmpty('placeOrder-dlq')));
  await until('nothing is left in the queue', () => isEmpty('placeOrder'));
  expect(triesOf('placeOrder')).toEqual(['1', '2', '3', '4', '5']);
  expect(await receive('placeOrder-dlq')).toMatchObject([{ body }]);
});
