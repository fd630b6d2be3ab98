import type { SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { breakingChanges } from '../../../infra/contracts/breakingChanges.ts';
import { contractsNow } from '../../../infra/contracts/contracts.ts';
import { events, Metadata } from '../../../src/contracts/events.ts';
import { consume, pauseAfter } from '../../../src/platform/consume.ts';
import { metadata } from '../../../src/platform/eventBus.ts';
import { Outage } from '../../../src/platform/outage.ts';
import { takeApart } from '../../../src/platform/takeApart.ts';
import { aBatch, anEnvelope, anInvocation, anOrder, anOrderCreated, attempted } from '../../given.ts';

/** A queue that remembers what was done with which message. */
const aQueue = ({ isDown = false } = {}) => {
  const did: string[] = [];
  const note = async (what: string) => {
    if (isDown) throw new Error('SQS is down');
    did.push(what);
  };
  return {
    did,
    hide: ({ messageId }: { messageId: string }, seconds: number) => note(`${messageId} waits ${seconds} s`),
    giveUp: ({ messageId }: { messageId: string }) => note(`${messageId} is given up`),
  };
};

const failedIn = ({ batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] }) =>
  batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

const order = (name: string) => anEnvelope('OrderCreated', anOrderCreated({ name }));

/** A consumer that does as the customer's name says. */
const obedient = (queue = aQueue(), stored: string[] = [], random = Math.random) =>
  consume(
    'placeOrder',
    async ({ detail: { name } }) => {
      if (name === 'Poison') throw new Error('no');
      if (name === 'Outage') throw new Outage('nobody there');
      if (name === 'Slow') await new Promise(() => undefined);
      stored.push(name);
    },
    queue,
    random,
  );

beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

describe('Consuming a batch of events', () => {
  test('one bad message does not hold up the others, and only it is offered again', async () => {
    const stored: string[] = [];
    const batch = aBatch(
      order('Ann'),
      order('Poison'),
      'not JSON',
      anEnvelope('OrderCreated', { ...anOrderCreated(), lines: 'none' }),
      anEnvelope('StockCreated', anOrderCreated()),
    );
    const result = await obedient(aQueue(), stored)(batch, anInvocation());
    expect(stored).toEqual(['Ann']);
    expect(failedIn(result)).toEqual(['message-1', 'message-2', 'message-3', 'message-4']);
  });

  test('a slow message does not hold up the others: it alone comes again, later', async () => {
    const [queue, stored] = [aQueue(), [] as string[]];
    const result = await obedient(queue, stored)(
      aBatch(order('Slow'), order('Ann')),
      anInvocation({ milliseconds: 2050 }),
    );
    expect(stored).toEqual(['Ann']);
    expect(failedIn(result)).toEqual(['message-0']);
    expect(queue.did).toEqual(['message-0 waits 5 s']);
  });

  test('a message that fails for a reason of its own is given up at its fifth try, and not before', async () => {
    const queue = aQueue();
    const handler = obedient(queue);
    expect(failedIn(await handler(attempted(4, order('Poison')), anInvocation()))).toEqual(['message-0']);
    expect(queue.did).toEqual([]);
    expect(failedIn(await handler(attempted(5, order('Poison')), anInvocation()))).toEqual([]);
    expect(queue.did).toEqual(['message-0 is given up']);
  });

  test('an outage is waited for however often the message has come, ever longer up to a quarter of an hour', async () => {
    const queue = aQueue();
    const handler = obedient(queue);
    for (const attempt of [1, 2, 5, 60])
      expect(failedIn(await handler(attempted(attempt, order('Outage')), anInvocation()))).toHaveLength(1);
    expect(queue.did).toEqual([5, 10, 80, 900].map((seconds) => `message-0 waits ${seconds} s`));
    expect(pauseAfter(1000, 900)).toBe(900);
  });

  test('poison is told from an outage within one batch', async () => {
    const queue = aQueue();
    const result = await obedient(queue)(
      attempted(5, order('Outage'), order('Poison'), order('Ann')),
      anInvocation(),
    );
    expect(failedIn(result)).toEqual(['message-0']);
    expect(queue.did.sort()).toEqual(['message-0 waits 80 s', 'message-1 is given up']);
  });

  test('while the queue itself does not answer, nothing is given up: the message stays where it is', async () => {
    const handler = obedient(aQueue({ isDown: true }));
    const result = await handler(attempted(5, order('Poison'), order('Outage')), anInvocation());
    expect(failedIn(result)).toEqual(['message-0', 'message-1']);
  });
});

describe('A message that crashes its function', () => {
  const records = (attempt: number, count: number): SQSRecord[] =>
    (attempted(attempt, ...Array.from({ length: count }, () => order('Ann'))) as SQSEvent).Records;

  test('loses its company half by half, until it is alone', () => {
    let company: readonly SQSRecord[] = records(6, 10);
    const culprit = company[4]!;
    for (let round = 0; company.length > 1; round++) {
      expect(round).toBeLessThan(4);
      const { now, later } = takeApart(company, 5, Math.random);
      expect(new Set([...now, ...later])).toEqual(new Set(company));
      company = now.includes(culprit) ? now : later;
    }
    expect(company).toEqual([culprit]);
  });

  test.each([
    ['that did not come often', records(5, 10)],
    ['of one message', records(99, 1)],
  ])('is not looked for in a batch %s', (_, batch) => {
    expect(takeApart(batch, 5, Math.random)).toEqual({ now: batch, later: [] });
  });

  test('is looked for by trying half of the batch; the others come again within seconds, at different moments', async () => {
    const [queue, stored] = [aQueue(), [] as string[]];
    const draws = [0.1, 0.9, 0.8, 0.2, 0.99, 0];
    const handler = obedient(queue, stored, () => draws.shift()!);
    const batch = attempted(6, order('Ann'), order('Bea'), order('Cid'), order('Dan'));
    expect(failedIn(await handler(batch, anInvocation()))).toEqual(['message-2', 'message-1']);
    expect(stored).toEqual(['Ann', 'Dan']);
    expect(queue.did).toEqual(['message-2 waits 5 s', 'message-1 waits 1 s']);
  });
});

describe('Events that evolve', () => {
  const heard = async (detail: object) => {
    const details: unknown[] = [];
    const handler = consume('updateOrderStatus', async ({ detail }) => void details.push(detail));
    const { batchItemFailures } = await handler(aBatch(anEnvelope('StockCreated', detail)), anInvocation());
    return [...details, ...batchItemFailures];
  };
  const stockCreated = () => ({ orderId: anOrder().orderId, metadata: metadata('correlation-1') });

  test('a field that a consumer does not know is ignored, wherever it stands', async () => {
    const event = stockCreated();
    const newer = { ...event, greenhouse: 'North', metadata: { ...event.metadata, cause: 'new' } };
    expect(await heard(newer)).toEqual([event]);
  });

  test('a version that a consumer does not know waits for one that does', async () => {
    const event = stockCreated();
    expect(await heard({ ...event, metadata: { ...event.metadata, version: 2 } })).toEqual([
      { itemIdentifier: 'message-0' },
    ]);
  });

  test('in a new version the contract itself lifts old messages, so that consumers see only the new one', async () => {
    const released = contractsNow();
    const Old = events.StockCreated.detail;
    const New = z.object({
      orderId: z.string(),
      metadata: z.object({ ...Metadata.shape, version: z.literal(2) }),
      greenhouse: z.object({ name: z.string() }),
    });
    const lifted = z.transform(({ metadata, ...old }: z.infer<typeof Old>) => ({
      ...old,
      metadata: { ...metadata, version: 2 as const },
      greenhouse: { name: 'unknown' },
    }));
    jest.replaceProperty(events.StockCreated, 'detail', z.union([New, z.pipe(Old, lifted)]) as never);

    const event = stockCreated();
    const newer = {
      ...event,
      metadata: { ...event.metadata, version: 2 },
      greenhouse: { name: 'North' },
    };
    expect(await heard(newer)).toEqual([newer]);
    expect(await heard(event)).toEqual([{ ...newer, greenhouse: { name: 'unknown' } }]);
    expect(breakingChanges(released, contractsNow())).toEqual([]);

    jest.replaceProperty(events.StockCreated, 'detail', New as never);
    expect(breakingChanges(released, contractsNow())).toEqual([
      expect.stringContaining('event StockCreated, version 1 has vanished'),
    ]);
    jest.restoreAllMocks();
  });
});
