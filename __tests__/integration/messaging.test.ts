import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import {
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Wiring } from '../../infra/local/messaging/messaging.ts';
import { givenLambda, givenMessaging, until } from './messagingGiven.ts';

const region = 'us-east-1';
const consumers = ['stock', 'finance', 'email'];
const wanted: Record<string, string[]> = {
  stock: ['OrderPlaced'],
  finance: ['OrderPlaced'],
  email: ['OrderCreated'],
};

const wiring: Wiring = {
  region,
  buses: ['default', 'shop'],
  rules: consumers.map((name) => ({
    name: `${name}Rule`,
    bus: 'shop',
    pattern: { source: ['acmecorp.order'], 'detail-type': wanted[name] },
    queueNames: [name],
  })),
  queues: consumers.flatMap((name) => [
    {
      name,
      visibilityTimeout: 1,
      messageRetentionPeriod: 3600,
      redrivePolicy: { deadLetterQueueName: `${name}-dlq`, maxReceiveCount: 2 },
    },
    { name: `${name}-dlq`, visibilityTimeout: 1, messageRetentionPeriod: 3600 },
  ]),
  mappings: consumers.map((name) => ({
    functionName: name,
    queueName: name,
    batchSize: 10,
    reportBatchItemFailures: true,
  })),
};

const event = (n: number, changes: PutEventsRequestEntry = {}): PutEventsRequestEntry => ({
  EventBusName: 'shop',
  Source: 'acmecorp.order',
  DetailType: 'OrderPlaced',
  Detail: JSON.stringify({ n, name: 'Ann "Annie" 😀' }),
  ...changes,
});

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const bus = (port: number, maxAttempts = 1) =>
  new EventBridgeClient({ endpoint: `http://127.0.0.1:${port}`, region, credentials, maxAttempts });

let dataDirectory: string;
let lambda: Awaited<ReturnType<typeof givenLambda>>;
let messaging: Awaited<ReturnType<typeof givenMessaging>>;
let events: EventBridgeClient;

const start = async (wired = true) => {
  messaging = await givenMessaging(dataDirectory, lambda.port);
  events = bus(messaging.ports.events);
  if (wired) await messaging.connect(wiring);
};
const put = (...Entries: PutEventsRequestEntry[]) => events.send(new PutEventsCommand({ Entries }));
const isEmpty = async (queue: string) => {
  const { ready = 0, inFlight = 0 } = (await messaging.depths())[queue] ?? {};
  return ready + inFlight === 0;
};

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'messaging-'));
  lambda = await givenLambda();
});

afterEach(async () => {
  await messaging.kill();
  await lambda.stop();
  await rm(dataDirectory, { recursive: true });
});

describe('an announced event', () => {
  it('reaches every consumer that wants it and no other, as EventBridge and SQS write it', async () => {
    await start();
    const time = new Date('2026-11-21T10:00:00Z');
    const { Entries } = await put(event(1, { Time: time, Resources: ['order/1'] }));
    await until(
      'stock and finance have it',
      () => lambda.numbers('stock').length + lambda.numbers('finance').length === 2,
    );
    const [record] = lambda.records('stock');
    expect(JSON.parse(record?.body ?? '')).toEqual({
      version: '0',
      id: Entries?.[0]?.EventId,
      'detail-type': 'OrderPlaced',
      source: 'acmecorp.order',
      account: '000000000000',
      time: '2026-11-21T10:00:00Z',
      region,
      resources: ['order/1'],
      detail: { n: 1, name: 'Ann "Annie" 😀' },
    });
    expect(record).toMatchObject({
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:stock',
      awsRegion: region,
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
    });
    await until('the queues are empty', async () => (await isEmpty('stock')) && (await isEmpty('finance')));
    expect(lambda.numbers('email')).toEqual([]);
  });

  it('is handed over in batches of ten when many come', async () => {
    await start();
    await Promise.all(
      Array.from({ length: 10 }, (_, n) => put(...Array.from({ length: 10 }, (_, m) => event(10 * n + m)))),
    );
    await until('stock has all', () => lambda.numbers('stock').length === 100);
    expect(new Set(lambda.numbers('stock')).size).toBe(100);
  });

  it('is refused alone when it is malformed or its bus is unknown', async () => {
    await start();
    const answer = await put(
      event(1),
      event(2, { EventBusName: 'nowhere' }),
      event(3, { Source: undefined }),
      event(4, { DetailType: '' }),
      event(5, { Detail: '{' }),
      event(6, { Detail: '[]' }),
      event(7, { Detail: undefined }),
    );
    expect(answer.FailedEntryCount).toBe(6);
    expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      'ResourceNotFoundException',
      'InvalidArgument',
      'InvalidArgument',
      'MalformedDetail',
      'MalformedDetail',
      'InvalidArgument',
    ]);
    await until('the good one arrives', () => lambda.numbers('stock').length === 1);
  });

  it('is refused with the whole request when there are too many or too large ones', async () => {
    await start();
    const refused = { name: 'ValidationException', $metadata: { httpStatusCode: 400 } };
    await expect(put(...Array.from({ length: 11 }, (_, n) => event(n)))).rejects.toMatchObject(refused);
    const Detail = JSON.stringify({ text: 'x'.repeat(1024 * 1024) });
    await expect(put(event(1, { Detail }))).rejects.toMatchObject(refused);
    await expect(put()).rejects.toMatchObject(refused);
  });
});

describe('a consumer that fails', () => {
  it('gets only the failed messages of a batch again', async () => {
    await start();
    let failures = 0;
    lambda.behave('stock', ({ Records }) => {
      const failed = Records.filter(({ body }) => body.includes('"n":2') && failures++ === 0);
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    await put(event(1), event(2), event(3));
    await until('the failed one is back', () => lambda.numbers('stock').length === 4);
    expect(lambda.numbers('stock').sort()).toEqual([1, 2, 2, 3]);
    expect(lambda.records('stock').at(-1)?.attributes.ApproximateReceiveCount).toBe('2');
    await until('nothing is left', () => isEmpty('stock'));
    expect(await isEmpty('stock-dlq')).toBe(true);
  });

  it.each([
    ['throws', new Error('broken')],
    ['answers nonsense', { batchItemFailures: [{ itemIdentifier: '' }] }],
  ])(
    'finds the message in the dead-letter queue when it always %s, and does not stop others',
    async (_, answer) => {
      await start();
      lambda.behave('stock', () => answer);
      await put(event(1));
      await until(
        'the message stands in the DLQ',
        async () => (await messaging.depths())['stock-dlq']?.ready === 1,
      );
      expect(lambda.numbers('stock')).toEqual([1, 1]);
      expect(lambda.numbers('finance')).toEqual([1]);
      lambda.behave('stock', () => undefined);
      await put(event(2));
      await until('stock works again', () => lambda.numbers('stock').includes(2));
    },
  );

  it('can have its dead letters sent again with the SQS client, emoji included', async () => {
    await start();
    const sqs = new SQSClient({
      endpoint: `http://127.0.0.1:${messaging.ports.queues}`,
      region,
      credentials,
    });
    const urlOf = async (QueueName: string) =>
      (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
    lambda.behave('stock', () => new Error('broken'));
    await put(event(1));
    await until('the message stands in the DLQ', async () => !(await isEmpty('stock-dlq')));
    lambda.behave('stock', () => null);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: await urlOf('stock-dlq') }));
    await sqs.send(
      new SendMessageCommand({ QueueUrl: await urlOf('stock'), MessageBody: Messages?.[0]?.Body }),
    );
    await until('stock has it again', () => lambda.numbers('stock').length === 3);
    sqs.destroy();
  });

  it('loses nothing and no attempt while Lambda restarts', async () => {
    await start();
    const { port } = lambda;
    await lambda.stop();
    await put(event(1));
    await until('the message waits', async () => (await messaging.depths())['stock']?.inFlight === 1);
    lambda = await givenLambda(port);
    await until('it has arrived', () => lambda.numbers('stock').length === 1);
    expect(lambda.records('stock')[0]?.attributes.ApproximateReceiveCount).toBe('1');
  });
});

describe('when the local cloud is killed', () => {
  it('acknowledged events are delivered after the next start, those under way at once', async () => {
    const wired: Wiring = {
      ...wiring,
      queues: wiring.queues.map((queue) => ({ ...queue, visibilityTimeout: 600 })),
    };
    await start(false);
    await messaging.connect(wired);
    let dead = false;
    lambda.behave('stock', () => (dead ? undefined : new Promise(() => {})));
    await Promise.all(Array.from({ length: 20 }, (_, n) => put(event(n))));
    await until('some are under way', () => lambda.numbers('stock').length > 0);
    await messaging.kill();
    const before = lambda.numbers('stock').length;
    dead = true;
    await start(false);
    await messaging.connect(wired);
    await until('all are delivered', () => new Set(lambda.numbers('stock').slice(before)).size === 20);
    await until('nothing is left', async () => (await isEmpty('stock')) && (await isEmpty('finance')));
  });

  it('queues keep their messages and take over changed attributes', async () => {
    await start(false);
    await messaging.connect({ ...wiring, mappings: [] });
    await put(event(1));
    await messaging.stop();
    await start(false);
    const queues = wiring.queues.map((queue) => ({
      ...queue,
      redrivePolicy: undefined,
      visibilityTimeout: 5,
    }));
    await messaging.connect({ ...wiring, queues });
    await until('the message arrives', () => lambda.numbers('stock').length === 1);
  });
});

describe('before the service is known', () => {
  it('events are answered with 503, which the SDK client tries again', async () => {
    await start(false);
    await expect(put(event(1))).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
    const patient = bus(messaging.ports.events, 10).send(new PutEventsCommand({ Entries: [event(2)] }));
    await messaging.connect(wiring);
    expect((await patient).FailedEntryCount).toBe(0);
  });

  it('a wrong rule is refused with its name', async () => {
    await start(false);
    const rules = [{ name: 'Odd', bus: 'shop', pattern: { source: [{ like: 'x' }] }, queueNames: ['stock'] }];
    await expect(messaging.connect({ ...wiring, rules })).rejects.toThrow(
      /rule Odd: .*source: .*does not know {"like":"x"}/,
    );
  });
});
