import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { anOrder } from '../given.ts';
import { withMigratedDatabase } from './databaseGiven.ts';
import { aDeliveryTime, aShop, CAPACITY, count, times } from './storeGiven.ts';

const HOUR = 3_600_000;

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'BOOKED',
    (problem: { code: string }) => problem.code,
  );

const database = withMigratedDatabase();
let shop: ReturnType<typeof aShop>;

beforeEach(() => {
  shop = aShop();
});

describe('Booking deliveries', () => {
  test('once, again the same, changed once, and not a third time', async () => {
    const orderId = await shop.aStockedOrder();
    const [first, second, third] = [aDeliveryTime(), aDeliveryTime(), aDeliveryTime()];
    expect(await shop.book({ orderId, deliveryTime: first })).toMatchObject({
      orderId,
      name: 'Ann Lee',
      deliveryTime: first,
    });
    expect(await shop.book({ orderId, deliveryTime: first })).toMatchObject({ deliveryTime: first });
    expect(await shop.book({ orderId, deliveryTime: second })).toMatchObject({ deliveryTime: second });
    expect(await codeOf(shop.book({ orderId, deliveryTime: third }))).toBe('DELIVERY_CHANGED_ONCE');
    expect(await shop.book({ orderId, deliveryTime: second })).toMatchObject({ deliveryTime: second });
    expect(await shop.deliveryOf(orderId)).toEqual({ deliveryTime: second, deliveryChanges: 1 });
    expect(await shop.service.Query.takenSlots(null, { market: 'US', from: first })).toEqual([
      { time: second, taken: 1 },
    ]);
  });

  test('refuses what is unknown, not ready, not offered in the market, or too late to change', async () => {
    const placed = anOrder();
    await shop.place(placed);
    const orderId = await shop.aStockedOrder();
    const deliveryTime = aDeliveryTime();
    expect(await codeOf(shop.book({ orderId: randomUUID(), deliveryTime }))).toBe('ORDER_NOT_FOUND');
    expect(await codeOf(shop.book({ orderId: placed.orderId, deliveryTime }))).toBe('NOT_YET_DELIVERABLE');
    expect(await codeOf(shop.book({ orderId, deliveryTime, offeredIn: ['MX'] }))).toBe('SLOT_NOT_OFFERED');
    expect(await codeOf(shop.book({ orderId, deliveryTime, offeredIn: [] }))).toBe('SLOT_NOT_OFFERED');
    await shop.book({ orderId, deliveryTime: Date.now() + 23 * HOUR });
    expect(await codeOf(shop.book({ orderId, deliveryTime }))).toBe('TOO_LATE_TO_CHANGE');
  });

  test('a slot takes as many customers as it has places, however many come at once', async () => {
    const orders = await times(15, () => shop.aStockedOrder());
    const deliveryTime = aDeliveryTime();
    const results = await times(15, (index) =>
      codeOf(shop.book({ orderId: orders[index]!, deliveryTime }, shop.aService())),
    );
    expect(count(results)).toEqual({ BOOKED: CAPACITY, SLOT_FULL: 10 });
  });

  test('customers who swap full slots at the same time never block each other or lose a place', async () => {
    const [morning, evening] = [aDeliveryTime(), aDeliveryTime()];
    const orders = await times(8, () => shop.aStockedOrder());
    await times(8, (index) =>
      shop.book({ orderId: orders[index]!, deliveryTime: index % 2 ? morning : evening }),
    );
    await times(8, (index) =>
      codeOf(
        shop.book({ orderId: orders[index]!, deliveryTime: index % 2 ? evening : morning }, shop.aService()),
      ),
    );
    const taken = await shop.service.Query.takenSlots(null, { market: 'US', from: morning });
    const booked = await times(8, async (index) => (await shop.deliveryOf(orders[index]!)).deliveryTime);
    expect(Object.fromEntries(taken.map(({ time, taken: places }) => [time, places]))).toEqual(count(booked));
  });

  test('the same booking many times at once is one booking and one event', async () => {
    const orderId = await shop.aStockedOrder();
    const deliveryTime = aDeliveryTime();
    await times(30, () => shop.book({ orderId, deliveryTime }, shop.aService()));
    expect(shop.bus.of(orderId).filter((name) => name === 'DeliveryBooked')).toHaveLength(1);
  });

  test('test orders take no place, and keep their first time', async () => {
    const orderId = await shop.aStockedOrder({ testId: 7 });
    const [first, second] = [aDeliveryTime(), aDeliveryTime()];
    await shop.book({ orderId, deliveryTime: first, isFirst: true });
    expect(await shop.book({ orderId, deliveryTime: second, isFirst: true })).toMatchObject({
      deliveryTime: first,
    });
    expect(await shop.service.Query.takenSlots(null, { market: 'US', from: first })).toEqual([]);
  });
});

describe('A change of the order’s status and a booking', () => {
  let connections: Client[];

  const aConnection = async () => {
    const client = new Client({ connectionString: database().url });
    await client.connect();
    return client;
  };

  beforeAll(async () => {
    connections = await Promise.all([aConnection(), aConnection()]);
  });

  afterAll(() => Promise.all(connections.map((client) => client.end())));

  // What a cancellation will do: it looks at the booking once the order's row is its own.
  const cancelUnlessBooked = async (orderId: string, client: Client) => {
    await client.query('begin');
    await client.query('select from orders where id = $1 for update', [orderId]);
    const { rowCount } = await client.query(
      `update orders set status = 'CANCELLED' where id = $1
       and not exists (select from booked_deliveries where order_id = $1)`,
      [orderId],
    );
    await client.query('commit');
    return rowCount === 1;
  };

  test('never both win, however close they come', async () => {
    const winners = await times(2, async (lane) => {
      const won: string[] = [];
      for (let round = 0; round < 40; round++) {
        const orderId = await shop.aStockedOrder();
        const [isBooked, isCancelled] = await Promise.all([
          codeOf(shop.book({ orderId, deliveryTime: aDeliveryTime() }, shop.aService())),
          cancelUnlessBooked(orderId, connections[lane]!),
        ]);
        won.push(`${isBooked}${isCancelled ? ', CANCELLED' : ''}`);
      }
      return won;
    });
    expect(new Set(winners.flat())).toEqual(new Set(['BOOKED', 'WRONG_STATUS, CANCELLED']));
  });

  test('wait for each other: who comes while an order is being cancelled gets nothing, and takes no place', async () => {
    const orderId = await shop.aStockedOrder();
    const deliveryTime = aDeliveryTime();
    const [client, other] = connections as [Client, Client];
    await client.query('begin');
    await client.query(`update orders set status = 'CANCELLED' where id = $1`, [orderId]);
    const booking = codeOf(shop.book({ orderId, deliveryTime }));
    const waiting = async () => (await other.query('select from pg_locks where not granted')).rowCount;
    while ((await waiting()) === 0);
    await client.query('commit');
    expect(await booking).toBe('WRONG_STATUS');
    expect(await shop.service.Query.takenSlots(null, { market: 'US', from: deliveryTime })).toEqual([]);
    expect(shop.bus.of(orderId)).not.toContain('DeliveryBooked');
  });
});
