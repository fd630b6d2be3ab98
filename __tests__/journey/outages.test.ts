import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { randomUUID } from 'node:crypto';
import { anOrderRequest } from '../given.ts';
import { aPlace, type RunningShop, startShop, until } from '../runningShop.ts';
import { queuesAt } from './queues.ts';
import { shopperIn } from './shopper.ts';

/** More than a message may fail for a reason of its own. */
const MANY_TRIES = 7;

let place: Awaited<ReturnType<typeof aPlace>>;
let shop: RunningShop;
let shopper: ReturnType<typeof shopperIn>;
let queues: ReturnType<typeof queuesAt>;
let bus: EventBridgeClient;

const start = async (env: Record<string, string>) => {
  shop = await startShop(place, env);
  shopper = shopperIn(shop);
};

beforeAll(async () => {
  place = await aPlace();
  queues = queuesAt(place);
  bus = new EventBridgeClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${place.ports.EVENTS}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  // Half an hour in half a minute: a second instead of a quarter of an hour between two tries.
  await start({ LONGEST_PAUSE: '1', VISIBILITY_TIMEOUT: '2', DATABASE_PATIENCE: '0' });
  await shopper.whenStatus(await orderOf('warm-up@example.com'), 'STOCKED');
});

afterEach(() => shop.control({}));

afterAll(async () => {
  await shop.stop();
  place.remove();
});

const orderOf = (email: string) => shopper.order(anOrderRequest({ email }));

/** How often a consumer failed with the message about an order that it failed most with. */
const triesOf = (consumer: string, orderId: string): number => {
  const failures = shop
    .log()
    .filter(({ message, orderId: about }) => message === `${consumer} failed` && about === orderId);
  const byMessage = Map.groupBy(failures, ({ messageId }) => messageId);
  return Math.max(0, ...[...byMessage.values()].map((tries) => tries.length));
};

const whenTriedOften = (consumer: string, orderId: string) =>
  until(`${consumer} has tried ${MANY_TRIES} times`, async () => triesOf(consumer, orderId) >= MANY_TRIES);

const subjectsOf = async (email: string) =>
  (await shopper.mails(email, 2)).map(({ subject }) => subject).sort();

/** Every consumer of OrderPlaced gives up the one that nobody can read. */
const POISONED = { stock: 1, payment: 1, finance: 1, email: 1 };

const BOTH_MAILS = ['Thanks for your order', 'Your plants are ready for delivery'];

const announce = (name: string, ...details: object[]) =>
  bus.send(
    new PutEventsCommand({
      Entries: details.map((detail) => ({
        EventBusName: 'acme-webshop-local',
        Source: 'acmecorp.order',
        DetailType: name,
        Detail: JSON.stringify(detail),
      })),
    }),
  );

describe('An outage is not poison: nothing is given up, and nobody has to put anything right', () => {
  test('when the mail server is down for longer than five tries', async () => {
    const reject = (mails: number) =>
      fetch(`${shop.mailbox}/faults`, { method: 'POST', body: JSON.stringify({ rejectNext: mails }) });
    const email = 'no-mail@example.com';
    await reject(1_000_000);
    const orderId = await orderOf(email);
    await whenTriedOften('email', orderId);
    await reject(0);
    expect(await subjectsOf(email)).toEqual(BOTH_MAILS);
    expect(await queues.deadLetters()).toEqual({});
  });

  test('when PostgreSQL is killed and comes back: orders are taken meanwhile', async () => {
    const email = 'no-database@example.com';
    await shop.control({ postgres: 'down' });
    const orderId = await orderOf(email);
    await whenTriedOften('placeOrder', orderId);
    await shop.control({ postgres: 'up' });
    await shopper.whenStatus(orderId, 'STOCKED');
    expect(await subjectsOf(email)).toEqual(BOTH_MAILS);
    expect(await queues.deadLetters()).toEqual({});
  });

  test.each(['stock', 'finance'])('when the company behind %s is down', async (consumer) => {
    const isUpAgain = Math.floor(Date.now() / 1000) + 12;
    const email = `down+${consumer}-fails-until${isUpAgain}@example.com`;
    const orderId = await orderOf(email);
    await whenTriedOften(consumer, orderId);
    await shopper.whenStatus(orderId, 'STOCKED');
    expect(await subjectsOf(email)).toEqual(BOTH_MAILS);
    await queues.whenEmpty();
    expect(await shop.rows('select 1 from ledger_entries where order_id = $1', [orderId])).toHaveLength(1);
    expect(await queues.deadLetters()).toEqual({});
  });

  test('but poison that comes during an outage is given up at its fifth try, it alone, and readable', async () => {
    const email = `beside-poison+stock-fails-until${Math.floor(Date.now() / 1000) + 12}@example.com`;
    const orderId = await orderOf(email);
    const poison = { orderId: randomUUID(), name: 'Ann 😀', lines: 'none' };
    await announce('OrderPlaced', poison);
    await until('stock has given it up', async () => (await queues.messagesIn('stock-dlq')) > 0);
    const gaveUp = await until('it says so', async () => {
      const lines = shop.log().filter(({ message }) => message === 'stock gave up');
      return lines.length > 0 && lines;
    });
    expect(gaveUp.map(({ attempt }) => attempt)).toEqual([5]);
    await whenTriedOften('stock', orderId);
    await shopper.whenStatus(orderId, 'STOCKED');
    expect(await subjectsOf(email)).toEqual(BOTH_MAILS);
    await queues.whenEmpty();
    expect(await queues.deadLetters()).toEqual(POISONED);
    for (const consumer of Object.keys(POISONED))
      expect((await queues.deadLettersOf(consumer)).map(({ detail }) => detail)).toEqual([poison]);
  });
});

describe('A bus that loses its answers', () => {
  const keyed = (email: string, key: string) =>
    shopper.post('/createOrder', anOrderRequest({ email }), { 'idempotency-key': key });
  const ordersFrom = async (email: string) =>
    (await shop.rows<{ id: string }>('select id from orders where customer_email = $1', [email])).map(
      ({ id }) => id,
    );

  test('makes one order of one that it heard twice, and sends each mail once', async () => {
    const email = 'answer-lost@example.com';
    await shop.control({ events: { only: 'PutEvents', next: ['lose'] } });
    const orderId = await orderOf(email);
    await shopper.whenStatus(orderId, 'STOCKED');
    await shopper.mails(email, 2);
    await queues.whenEmpty();
    expect(await ordersFrom(email)).toEqual([orderId]);
    expect(await subjectsOf(email)).toEqual(BOTH_MAILS);
  });

  test('and then refuses leaves the customer in doubt: the same key clears it up, and it is one order', async () => {
    const email = 'in-doubt@example.com';
    const key = randomUUID();
    // The order that was heard is placed later, so that its OrderPlaced doesn't meet the refusal meant for the second try.
    await shop.control({
      events: { only: 'PutEvents', next: ['lose', 'refuse'] },
      functions: { placeOrder: { next: ['dawdle'] } },
    });
    expect(await keyed(email, key)).toMatchObject({ status: 503 });
    const { status, body } = await keyed(email, key);
    expect(status).toBe(202);
    await shopper.whenStatus(String(body['orderId']), 'STOCKED');
    await shopper.mails(email, 2);
    await queues.whenEmpty();
    expect(await ordersFrom(email)).toEqual([body['orderId']]);
    expect(await subjectsOf(email)).toEqual(BOTH_MAILS);
  });

  test('makes one order of fifty clicks at once', async () => {
    const email = 'fifty@example.com';
    const key = randomUUID();
    await shop.control({ events: { only: 'PutEvents', share: { lose: 0.5, refuse: 0.2 } } });
    const answers = await Promise.all(Array.from({ length: 50 }, () => keyed(email, key)));
    await shop.control({});
    answers.push(await keyed(email, key));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 503]));
    const ids = answers.filter(({ status }) => status === 202).map(({ body }) => body['orderId']);
    expect(new Set(ids).size).toBe(1);
    await shopper.whenStatus(String(ids[0]), 'STOCKED');
    await shopper.mails(email, 2);
    await queues.whenEmpty();
    expect(await ordersFrom(email)).toEqual([ids[0]]);
    expect(await subjectsOf(email)).toEqual(BOTH_MAILS);
  });
});

test('One slow message does not fail its batch: the others are done, and it alone comes again', async () => {
  await shop.stop();
  // Longer than a function may run, as on AWS.
  await start({ LONGEST_PAUSE: '1', VISIBILITY_TIMEOUT: '40' });
  // Both pollers of stock are busy while the slow one and its neighbour arrive, so that they become one batch.
  await shop.control({ functions: { stock: { next: ['dawdle', 'dawdle'] } } });
  await orderOf('busy-1@example.com');
  await until('the first is busy', async () => (await queues.messagesIn('stock')) === 1);
  await orderOf('busy-2@example.com');
  await until('both are busy', async () => (await queues.messagesIn('stock')) === 2);
  const slow = await orderOf('slow+stock-hangs@example.com');
  const neighbour = await orderOf('neighbour@example.com');
  await shopper.whenStatus(neighbour, 'STOCKED');
  await until('the slow one was put off', async () => triesOf('stock', slow) > 0);
  await until('the slow one is alone', async () => (await queues.messagesIn('stock')) === 1);
  const handled = shop
    .log()
    .filter(({ message, orderId }) => message === 'stock handled an event' && orderId === neighbour);
  expect(handled).toHaveLength(1);
});
