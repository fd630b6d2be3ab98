import { PutEventsCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SQSEvent } from 'aws-lambda';
import { consume } from '../../src/platform/consume.ts';
import { anInvocation, anOrderCreated } from '../given.ts';
import { emptyFolder } from './localGiven.ts';
import { givenLambda, givenMessaging, until } from './messagingGiven.ts';

const NAME = 'acme-webshop-test-placeOrder';
const BACKSTOP = 14;

let lambda: Awaited<ReturnType<typeof givenLambda>>;
let messaging: Awaited<ReturnType<typeof givenMessaging>>;

beforeAll(async () => {
  lambda = await givenLambda();
  messaging = await givenMessaging(emptyFolder(), lambda.port);
  const kept = { visibilityTimeout: 1, messageRetentionPeriod: 3600 };
  await messaging.connect({
    region: 'us-east-1',
    buses: ['shop'],
    rules: [{ name: 'all', bus: 'shop', pattern: { source: ['acmecorp.order'] }, queueNames: [NAME] }],
    queues: [
      {
        name: NAME,
        ...kept,
        redrivePolicy: { deadLetterQueueName: `${NAME}-dlq`, maxReceiveCount: BACKSTOP },
      },
      { name: `${NAME}-dlq`, ...kept },
    ],
    mappings: [{ functionName: NAME, queueName: NAME, batchSize: 10, reportBatchItemFailures: true }],
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${messaging.ports.queues}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterAll(async () => {
  await messaging.kill();
  await lambda.stop();
});

test('A message that crashes its function each time ends as a dead letter, by the queue’s own limit; the nine that came with it get through', async () => {
  const stored: string[] = [];
  let crashes = 0;
  // Nothing of a batch is acknowledged when the process ends in the midst of it.
  lambda.behave(NAME, async (event: SQSEvent) => {
    const before = stored.length;
    const reachesIt = Promise.withResolvers<Error>();
    const handler = consume('placeOrder', async ({ detail: { name } }) => {
      if (name === 'Crash') reachesIt.resolve(new Error('the process has ended'));
      stored.push(name);
    });
    const answer = await Promise.race([reachesIt.promise, handler(event, anInvocation())]);
    if (answer instanceof Error) {
      crashes++;
      stored.length = before;
    }
    return answer;
  });
  const names = ['Ann', 'Bea', 'Cid', 'Dan', 'Crash', 'Eve', 'Fay', 'Gus', 'Hal', 'Ida'];
  const client = new EventBridgeClient({
    endpoint: `http://127.0.0.1:${messaging.ports.events}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await client.send(
    new PutEventsCommand({
      Entries: names.map((name) => ({
        EventBusName: 'shop',
        Source: 'acmecorp.order',
        DetailType: 'OrderCreated',
        Detail: JSON.stringify(anOrderCreated({ name })),
      })),
    }),
  );
  const depth = async (name: string) => {
    const { ready = 0, inFlight = 0 } = (await messaging.depths())[name] ?? {};
    return ready + inFlight;
  };
  await until('the queue is empty', async () => (await depth(NAME)) === 0);
  expect(new Set(stored)).toEqual(new Set(names.filter((name) => name !== 'Crash')));
  expect(await depth(`${NAME}-dlq`)).toBe(1);
  expect(crashes).toBeGreaterThan(5);
});
