import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { SQSClient } from '@aws-sdk/client-sqs';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { lambdaOn } from '../../infra/local/messaging/lambdaInvoke.ts';
import { anOrderRequest } from '../given.ts';
import { aPlace, type RunningShop, startShop, until } from '../runningShop.ts';
import { shopperIn } from './shopper.ts';

const runFile = promisify(execFile);

let place: Awaited<ReturnType<typeof aPlace>>;
let shop: RunningShop;
let shopper: ReturnType<typeof shopperIn>;
let queues: SQSClient;
/** Orders whose stock the supplier refuses. */
let failing: string[];

beforeAll(async () => {
  place = await aPlace();
  shop = await startShop(place, {
    // A failing message is given up after five times this.
    VISIBILITY_TIMEOUT: '4',
    EFFECT_LIMIT: '1',
    // The tests call the watchdog themselves.
    WATCHDOG_RATE: 'rate(12 hours)',
  });
  shopper = shopperIn(shop);
  queues = new SQSClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${place.ports.QUEUES}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  // Cold starts would make messages come again; failing takes its time, meanwhile the first tests run.
  await shopper.whenStatus(await orderFrom('warm-up@example.com'), 'STOCKED');
  failing = [
    await orderFrom('one+stock-declines@example.com'),
    await orderFrom('two+stock-declines@example.com'),
  ];
});

afterAll(async () => {
  await shop.stop();
  place.remove();
});

/** Runs an operator's command as npm does; gives what it printed. */
const ops = async (command: string, ...words: string[]) =>
  (
    await runFile(process.execPath, [`infra/operations/${command}.ts`, ...words], {
      env: { ...process.env, ...place.env },
    })
  ).stdout;

const trailOf = async (orderId: string) =>
  (await ops('trail', '--order', orderId, '--json'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const watch = async () => {
  const limit = { seconds: 30, signal: new AbortController().signal };
  const { payload } = await lambdaOn(place.ports.LAMBDA)('acme-webshop-local-watchdog', {}, limit);
  return JSON.parse(payload) as { stuck: number; outboxAge: number; reminded: number };
};

const orderFrom = (email: string, correlationId = `click-${randomUUID()}`) =>
  shopper.order(anOrderRequest({ email }), { 'x-correlation-id': correlationId });

/** Takes an order's message from a queue before its consumer does; undefined when the consumer was faster. */
const steal = async (consumer: string, orderId: string): Promise<boolean> => {
  const { QueueUrl } = await queues.send(
    new GetQueueUrlCommand({ QueueName: `acme-webshop-local-${consumer}` }),
  );
  for (const giveUpAt = Date.now() + 2500; Date.now() < giveUpAt; await setTimeout(10)) {
    const { Messages = [] } = await queues.send(
      new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 10 }),
    );
    for (const { Body, ReceiptHandle } of Messages) {
      await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      if (Body?.includes(orderId)) return true;
    }
  }
  return false;
};

/** An order whose OrderPlaced was deleted from the queue of stock, while both pollers of stock were busy. */
const anOrderThatStockNeverHeardOf = async (): Promise<string> => {
  for (let attempt = 0; attempt < 5; attempt++) {
    for (let busy = 0; busy < 2; busy++) {
      const orderId = await orderFrom(`busy-${attempt}-${busy}+stock-dawdles@example.com`);
      await shopper.whenStatus(orderId, 'PLACED');
    }
    const orderId = await orderFrom('lost@example.com', 'the-lost-order');
    if (await steal('stock', orderId)) return orderId;
  }
  throw new Error('stock was always faster than the thief');
};

describe('The log', () => {
  test('follows each of many orders from the click to the last mail, by one correlation id', async () => {
    const clicks = Array.from({ length: 12 }, (_, index) => `journey-click-${index}`);
    const orders = await Promise.all(
      clicks.map((click, index) => orderFrom(`journey-${index}@example.com`, click)),
    );
    const [first = ''] = orders;
    // Stocked is not yet paid; the mail that asks for a time comes when it is both.
    await shopper.mails('journey-0@example.com', 2);
    const { body } = await shopper.get('/deliveryTimes?market=US');
    const [deliveryTime] = body['deliveryOptions'] as string[];
    const booked = await shopper.post(
      '/bookDelivery',
      { orderId: first, deliveryTime },
      { 'x-correlation-id': 'second-click' },
    );
    expect(booked.headers.get('x-correlation-id')).toBe('second-click');
    await shopper.mails('journey-0@example.com', 3);
    await Promise.all(clicks.map((_, index) => shopper.mails(`journey-${index}@example.com`, 2)));

    const trail = await trailOf(first);
    const said = trail
      .filter(({ correlationId }) => correlationId === 'journey-click-0')
      .map(
        ({ service, message, event }) =>
          `${String(service).replace('acme-webshop-local-', '')}: ${String(message)}${message === 'email handled an event' ? ` ${String(event)}` : ''}`,
      );
    expect(said).toEqual(
      expect.arrayContaining([
        'createOrder: order created',
        'placeOrder: placeOrder handled an event',
        'database: OrderPlaced committed',
        'stock: stock handled an event',
        'finance: finance handled an event',
        'database: OrderDeliverable committed',
        'database: DeliveryBooked committed',
        'updateOrderStatus: updateOrderStatus handled an event',
        'email: email handled an event OrderCreated',
        'email: email handled an event OrderDeliverable',
        'email: email handled an event DeliveryBooked',
      ]),
    );
    expect(said[0]).toMatch(/^createOrder: /);
    expect(said.at(-1)).toMatch(/email handled an event DeliveryBooked|updateOrderStatus handled an event/);
    expect(trail).toContainEqual(
      expect.objectContaining({ message: 'delivery booked', correlationId: 'second-click' }),
    );
    // No line of any order has another's correlation, though they went through the functions in batches.
    // Who only looks at the status (and is told "not found" when too early) is no part of the order's way.
    for (const { orderId, correlationId, service } of shop.log()) {
      const index = orders.indexOf(String(orderId));
      if (index >= 0 && correlationId !== 'second-click' && !String(service).endsWith('-orderStatus'))
        expect(correlationId).toBe(clicks[index]);
    }
    expect(JSON.stringify(shop.log())).not.toMatch(/@example\.com|Ann Lee|555 0100|Garden Row/);
    expect(await ops('trail', '--correlation', 'journey-click-0')).toContain('DeliveryBooked');
  });

  test('has the numbers for the dashboard: each step of an order, once', async () => {
    const orderId = await orderFrom('counted@example.com');
    await shopper.mails('counted@example.com', 2);
    const { body } = await shopper.get('/deliveryTimes?market=US');
    const [deliveryTime] = body['deliveryOptions'] as string[];
    await shopper.post('/bookDelivery', { orderId, deliveryTime });
    await shopper.whenStatus(orderId, 'DELIVERY_BOOKED');
    const steps = ['OrdersCreated', 'OrdersPlaced', 'OrdersStocked', 'DeliveriesBooked'];
    const counted = () =>
      shop
        .log()
        .filter((line) => line['_aws'] && line['orderId'] === orderId)
        .flatMap((line) => steps.filter((metric) => line[metric] === 1));
    await until('all steps are in the log', async () => counted().length >= steps.length);
    expect(counted().sort()).toEqual(steps.sort());
  });
});

describe('An order that is stuck', () => {
  test('because its consumer gave up is found in the dead letters, and put back alone', async () => {
    const [orderId = '', other = ''] = failing;
    await until('both are given up', async () =>
      (await ops('dlq', '--consumer', 'stock')).includes('2 dead letters'),
    );
    const listed = await ops('dlq', '--order', orderId);
    expect(listed).toContain(`stock: 1 given up`);
    expect(listed).toMatch(new RegExp(`OrderPlaced +order ${orderId}`));
    expect(listed).not.toContain(other);
    expect(await ops('orders', '--order', orderId)).toContain('stock HAS GIVEN UP');
    const words = ['--consumer', 'stock', '--order', orderId];
    expect(await ops('redrive', ...words, '--dry-run')).toContain('1 messages would be put back.');
    expect(await ops('redrive', ...words)).toContain('1 messages put back.');
    expect(await ops('dlq', '--consumer', 'stock')).toMatch(new RegExp(`1 given up[^]*${other}`));
    const firstAttempts = async () =>
      (await trailOf(orderId)).filter(({ message, attempt }) => message === 'stock failed' && attempt === 1)
        .length;
    await until('stock tried again', async () => (await firstAttempts()) === 2);
  });

  test('because its event was deleted is mended by the watchdog', async () => {
    const orderId = await anOrderThatStockNeverHeardOf();
    await until('its event is overdue', async () => {
      const overdue = `select from outbox where subject_id = $1 and created_at < now() - interval '1 second'`;
      return (await shop.rows(overdue, [orderId])).length === 1;
    });
    expect((await shopper.get(`/orders/${orderId}`)).body['status']).toBe('PLACED');
    const { stuck, reminded } = await watch();
    expect(stuck).toBeGreaterThanOrEqual(1);
    expect(reminded).toBeGreaterThanOrEqual(1);
    expect(await ops('orders', '--order', orderId)).toMatch(
      /PLACED[^]*OrderPlaced .* STUCK, announced again 1×[^]*watchdog/,
    );
    await shopper.whenStatus(orderId, 'STOCKED');
    await shopper.mails('lost@example.com', 2);
    await watch();
    expect(await ops('orders', '--order', orderId)).toContain('announced, not stuck, announced again 1×');
    expect(await trailOf(orderId)).toContainEqual(
      expect.objectContaining({
        level: 'WARN',
        message: 'an event is stuck',
        correlationId: 'the-lost-order',
      }),
    );
  });

  test('because it was never stored comes back by a replay of the archive', async () => {
    const from = new Date();
    const orderId = await orderFrom('never-stored@example.com');
    await shopper.whenStatus(orderId, 'STOCKED');
    await shopper.mails('never-stored@example.com', 2);
    await shop.rows('delete from outbox where subject_id = $1', [orderId]);
    for (const table of ['order_history', 'order_lines'])
      await shop.rows(`delete from ${table} where order_id = $1`, [orderId]);
    await shop.rows('delete from orders where id = $1', [orderId]);
    expect(await ops('orders', '--order', orderId)).toContain(`Order ${orderId} is not stored.`);

    const words = ['--from', from.toISOString(), '--to', new Date(Date.now() + 1000).toISOString()];
    const dry = await ops('replay', ...words, '--event', 'OrderCreated', '--dry-run');
    expect(dry).toMatch(
      /placeOrder: OrderCreated\n {2}email: OrderCreated, OrderPlaced, OrderDeliverable, [^]*\n.*dry run/,
    );
    expect(await ops('replay', ...words, '--consumer', 'placeOrder')).toContain('COMPLETED');
    await shopper.whenStatus(orderId, 'STOCKED');
    expect(await shopper.mails('never-stored@example.com', 2)).toHaveLength(2);
  });
});
