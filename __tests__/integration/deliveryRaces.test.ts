import { Client } from 'pg';
import { type aDatabase, aMigratedDatabase } from './databaseGiven.ts';
import { aDeliveryTime, aShop, codeOf, count, times } from './storeGiven.ts';

let database: Awaited<ReturnType<typeof aDatabase>>;

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  database = await aMigratedDatabase();
});

afterAll(() => database.stop());

describe('Customers who swap their delivery times', () => {
  /** So many customers, half of them in either of two slots, all of whom want the other one at the same moment. */
  const swap = async (shop: ReturnType<typeof aShop>, orders: string[], slots: [number, number]) => {
    const change = (index: number) => ({
      orderId: orders[index]!,
      deliveryTime: slots[(index + 1) % 2]!,
      replaces: slots[index % 2]!,
    });
    await times(orders.length, (index) =>
      shop.book({ orderId: orders[index]!, deliveryTime: slots[index % 2]! }),
    );
    const startedAt = Date.now();
    const results = await times(orders.length, (index) => codeOf(shop.book(change(index), shop.aService())));
    return { results: count(results), tookMs: Date.now() - startedAt };
  };

  test('200 at once all get the other time, within seconds, and both counters are exact', async () => {
    const shop = aShop({ capacity: 200 });
    const slots: [number, number] = [aDeliveryTime(), aDeliveryTime()];
    const orders = [...(await shop.stockedOrders(100)), ...(await shop.stockedOrders(100))];
    const { results, tookMs } = await swap(shop, orders, slots);
    expect(results).toEqual({ BOOKED: 200 });
    expect(await shop.placesTaken(...slots)).toEqual([100, 100]);
    expect(tookMs).toBeLessThan(5000);
  });

  test('between nearly full slots never block each other, and no slot has ever more than its places', async () => {
    const shop = aShop({ capacity: 52 });
    const slots: [number, number] = [aDeliveryTime(), aDeliveryTime()];
    const orders = await shop.stockedOrders(100);
    const { results } = await swap(shop, orders, slots);
    expect(Object.keys(results).filter((code) => !['BOOKED', 'SLOT_FULL'].includes(code))).toEqual([]);
    const booked = await Promise.all(orders.map(async (id) => (await shop.deliveryOf(id)).deliveryTime));
    const places = await shop.placesTaken(...slots);
    expect(places).toEqual(slots.map((slot) => booked.filter((time) => time === slot).length));
    expect(Math.max(...places)).toBeLessThanOrEqual(52);
  });

  test('to slots that nobody has had before, each of them', async () => {
    const shop = aShop();
    const orders = await shop.stockedOrders(40);
    const from = await times(40, async () => aDeliveryTime());
    const to = await times(20, async () => aDeliveryTime());
    await times(40, (index) => shop.book({ orderId: orders[index]!, deliveryTime: from[index]! }));
    const results = await times(40, (index) =>
      codeOf(
        shop.book(
          { orderId: orders[index]!, deliveryTime: to[index % 20]!, replaces: from[index]! },
          shop.aService(),
        ),
      ),
    );
    expect(count(results)).toEqual({ BOOKED: 40 });
    expect(await shop.placesTaken(...from, ...to)).toEqual([...from.map(() => 0), ...to.map(() => 2)]);
  });
});

describe('A cancellation and a booking', () => {
  test('that meet leave no place taken, whichever comes first, also in a slot that the booking makes', async () => {
    const shop = aShop();
    const outcomes = await times(100, async () => {
      const orderId = await shop.aStockedOrder();
      const deliveryTime = aDeliveryTime();
      const [booked, isFreed] = await Promise.all([
        codeOf(shop.book({ orderId, deliveryTime }, shop.aService())),
        shop.free(orderId, shop.aService()),
      ]);
      expect(await shop.placesTaken(deliveryTime)).toEqual([0]);
      expect(await shop.deliveryOf(orderId)).toMatchObject({ deliveryTime: null });
      return `${booked}${isFreed ? ', FREED' : ''}`;
    });
    expect(Object.keys(count(outcomes)).sort()).toEqual(['BOOKED, FREED', 'WRONG_STATUS']);
  });

  test('of another time that meet leave no place taken in either slot', async () => {
    const shop = aShop();
    const outcomes = await times(60, async () => {
      const orderId = await shop.aStockedOrder();
      const [before, after] = [aDeliveryTime(), aDeliveryTime()];
      await shop.book({ orderId, deliveryTime: before });
      const [changed] = await Promise.all([
        codeOf(shop.book({ orderId, deliveryTime: after, replaces: before }, shop.aService())),
        shop.free(orderId, shop.aService()),
      ]);
      expect(await shop.placesTaken(before, after)).toEqual([0, 0]);
      return changed;
    });
    expect(Object.keys(count(outcomes)).sort()).toEqual(['BOOKED', 'WRONG_STATUS']);
  });

  test('of a full slot let somebody else in', async () => {
    const shop = aShop({ capacity: 1 });
    const [orderId, other] = await times(2, () => shop.aStockedOrder());
    const deliveryTime = aDeliveryTime();
    await shop.book({ orderId: orderId!, deliveryTime });
    expect(await codeOf(shop.book({ orderId: other!, deliveryTime }))).toBe('SLOT_FULL');
    await shop.free(orderId!);
    expect(await codeOf(shop.book({ orderId: other!, deliveryTime }))).toBe('BOOKED');
    expect(await shop.placesTaken(deliveryTime)).toEqual([1]);
  });
});

describe('A change of the order’s status and a booking', () => {
  const shop = aShop();
  let connections: Client[];

  const aConnection = async () => {
    const client = new Client({ connectionString: database.url });
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
    expect(await shop.placesTaken(deliveryTime)).toEqual([0]);
    expect(shop.bus.of(orderId)).not.toContain('DeliveryBooked');
  });
});
