import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { lambdaOn } from '../../infra/local/messaging/lambdaInvoke.ts';
import { anOrderRequest } from '../given.ts';
import { aPlace, type RunningShop, startShop, until } from '../runningShop.ts';
import { queuesAt } from './queues.ts';
import { shopperIn } from './shopper.ts';

const runFile = promisify(execFile);

let place: Awaited<ReturnType<typeof aPlace>>;
let shop: RunningShop;
let shopper: ReturnType<typeof shopperIn>;
let queues: ReturnType<typeof queuesAt>;
let stop = async (): Promise<void> => undefined;

/** Starts the shop with these settings, in place of the one that runs. */
const start = async (env: Record<string, string>) => {
  await stop();
  shop = await startShop(place, { DATABASE_PATIENCE: '0', ...env });
  stop = shop.stop;
  shopper = shopperIn(shop);
};

beforeAll(async () => {
  place = await aPlace();
  queues = queuesAt(place);
});

afterAll(async () => {
  await stop();
  place.remove();
});

const orderOf = (email: string) => shopper.order(anOrderRequest({ email }));

/** Runs an operator's command as npm does; gives what it printed. */
const ops = async (command: string, ...words: string[]) =>
  (
    await runFile(process.execPath, [`infra/operations/${command}.ts`, ...words], {
      env: { ...process.env, ...place.env },
    })
  ).stdout;

const subjectsOf = async (email: string) =>
  (await shopper.mails(email, 2)).map(({ subject }) => subject).sort();

const BOTH_MAILS = ['Thanks for your order', 'Your plants are ready for delivery'];

test('A message that crashes its function each time becomes a dead letter, it alone; mended and put back, it is done', async () => {
  // Enough tries for its company to get away from it.
  await start({ MAX_RECEIVE_COUNT: '10', VISIBILITY_TIMEOUT: '1', LONGEST_PAUSE: '1' });
  await shopper.whenStatus(await orderOf('warm-up@example.com'), 'STOCKED');
  // Both pollers of placeOrder are busy while the others arrive, so that these are placed, and come to stock, together.
  await shop.control({ functions: { placeOrder: { next: ['dawdle', 'dawdle'], dawdleMs: 700 } } });
  for (const busy of ['busy-1', 'busy-2']) await orderOf(`${busy}@example.com`);
  const [crashes = '', ...neighbours] = await Promise.all(
    ['ann+stock-crashes', 'bea', 'cid', 'dan', 'eve'].map((name) => orderOf(`${name}@example.com`)),
  );
  for (const neighbour of neighbours) await shopper.whenStatus(neighbour, 'STOCKED');
  await until('it has been given up', async () => (await queues.messagesIn('stock-dlq')) > 0);
  await queues.whenEmpty();
  expect(await queues.deadLetters()).toEqual({ stock: 1 });
  expect((await queues.deadLettersOf('stock'))[0]?.detail).toMatchObject({ orderId: crashes });
  expect(shop.log().some(({ message }) => message === 'a batch that came too often is taken apart')).toBe(
    true,
  );

  await start({ FAKES_OBEY_TAGS: 'false' });
  await ops('redrive', '--consumer', 'stock', '--order', crashes);
  await shopper.whenStatus(crashes, 'STOCKED');
  expect(await subjectsOf('ann+stock-crashes@example.com')).toEqual(BOTH_MAILS);
  await queues.whenEmpty();
  expect(await queues.deadLetters()).toEqual({});
});

describe('Orders that meet faults at every step', () => {
  const SHARE = 0.05;
  const CUSTOMERS = [
    { market: 'US', customerType: 'B2C' },
    { market: 'MX', customerType: 'B2C' },
    { market: 'US', customerType: 'B2B', orgNumber: '123456789' },
  ];

  const bankFails = (share: Record<string, number>) =>
    fetch(`${shop.bank}/control`, {
      method: 'PUT',
      headers: { 'x-local-control': 'yes' },
      body: JSON.stringify({ share, dawdleMs: 1000 }),
    });

  /** A customer who tries again, with the same key, until there is a yes or a no. Gives the id of what was accepted. */
  const ordered = (index: number): Promise<string | 'declined'> => {
    const key = randomUUID();
    const request = anOrderRequest({
      email: `faults-${index}@example.com`,
      ...CUSTOMERS[index % CUSTOMERS.length],
    });
    return until(`an answer for customer ${index}`, async () => {
      const { status, body } = await shopper.post('/createOrder', request, { 'idempotency-key': key });
      if (status === 402) return 'declined';
      expect([202, 502, 503]).toContain(status);
      return status === 202 && String(body['orderId']);
    });
  };

  /** How each order ended; one that has not is left out. */
  const endings = async (ids: string[]): Promise<string[]> => {
    const rows = await shop.rows<{ ending: string }>(
      `select case when o.status = 'STOCKED' and o.paid_at is not null
           and m.mails @> array['OrderCreated', 'OrderDeliverable'] then 'delivered to'
         when o.status = 'CANCELLED' and o.cancelled_reason = 'PAYMENT_FAILED'
           and m.mails @> array['OrderCancelled'] then 'told that the payment failed' end as ending
       from orders o, lateral (select array_agg(l.mail) as mails from email_ledger l
         where l.order_id = o.id and l.sent_at is not null) m
       where o.id = any($1)`,
      [ids],
    );
    return rows.map(({ ending }) => ending).filter(Boolean);
  };

  /** Lets the minute pass after which the relay announces what could not be announced at once. */
  const passMinute = async () => {
    await shop.rows('update outbox set retry_at = now() where published_at is null');
    const limit = { seconds: 30, signal: new AbortController().signal };
    await lambdaOn(place.ports.LAMBDA)('acme-webshop-local-relay', {}, limit);
  };

  test('end as all others do, or with a payment that was refused; bank, orders, books and mails agree', async () => {
    await start({ VISIBILITY_TIMEOUT: '4', LONGEST_PAUSE: '3' });
    const share = { lose: SHARE, refuse: SHARE, throttle: SHARE, dawdle: SHARE };
    const faults = { share, dawdleMs: 1000 };
    await bankFails({ declines: SHARE, fails: SHARE, loses: SHARE, dawdles: SHARE, refusesCapture: SHARE });
    await shop.control({ events: faults, queues: faults, dataApi: faults, invoke: faults });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => ordered(index)));
    const accepted = answers.filter((answer) => answer !== 'declined');
    await until('every accepted order is stored', async () => {
      const rows = await shop.rows('select 1 from orders where id = any($1)', [accepted]);
      return rows.length === accepted.length;
    });
    await shop.control({});
    await bankFails({});
    await until('every accepted order ends well', async () => {
      await passMinute();
      return (await endings(accepted)).length === accepted.length;
    });
    await queues.whenEmpty();
    expect(await queues.deadLetters()).toEqual({});
    expect(await ops('audit')).toContain(' 0 disagreements');
  });
});
