import { randomUUID } from 'node:crypto';
import { finalStatuses } from '../../src/contracts/orderStatuses.ts';
import { sql } from '../../src/platform/rdsData.ts';
import { anOrder } from '../given.ts';
import { type aDatabase, aMigratedDatabase } from './databaseGiven.ts';
import { aDeliveryTime, aShop, count, times } from './storeGiven.ts';

let database: Awaited<ReturnType<typeof aDatabase>>;
let shop: ReturnType<typeof aShop>;

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  database = await aMigratedDatabase();
});

afterAll(() => database.stop());

beforeEach(() => {
  shop = aShop();
});

describe('Placing orders', () => {
  test('keeps everything the customer said, and announces OrderPlaced', async () => {
    const order = anOrder({
      name: `Ann "Annie" O'Hara; DROP TABLE orders 🌵 أحمد`,
      market: 'MX',
      currency: 'MXN',
      localPrice: 900000,
    });
    expect(await shop.place(order)).toEqual([{ orderId: order.orderId, outcome: 'PLACED' }]);
    expect(await shop.find(order.orderId)).toMatchObject({
      orderId: order.orderId,
      status: 'PLACED',
      customerName: order.name,
      orderedProducts: order.products,
      lines: order.lines,
      totalPrice: 45000,
      localPrice: 900000,
      history: [{ status: 'PLACED', at: expect.any(String) }],
    });
    expect(shop.bus.announced).toEqual([
      {
        name: 'OrderPlaced',
        detail: expect.objectContaining({
          orderId: order.orderId,
          lines: order.lines,
          name: order.name,
          totalPrice: 45000,
        }),
      },
    ]);
  });

  test('the same order many times at once is one order and one event, also within a batch', async () => {
    const orders = await times(10, async () => anOrder());
    const results = await times(80, (index) =>
      shop.place(orders[index % 10]!, orders[(index + 3) % 10]!, orders[index % 10]!),
    );
    expect(count(results.flat().map(({ outcome }) => outcome))).toEqual({ PLACED: 10, ALREADY_PLACED: 230 });
    for (const { orderId } of orders) expect(shop.bus.of(orderId)).toEqual(['OrderPlaced']);
  });

  test('another order under a known id is told apart, and the first stands', async () => {
    const order = anOrder();
    await shop.place(order);
    expect(await shop.place({ ...order, city: 'Boston' })).toEqual([
      { orderId: order.orderId, outcome: 'DIFFERENT_ORDER' },
    ]);
    expect(await shop.find(order.orderId)).toMatchObject({ customerCity: 'New York' });
  });

  test('a repeat with another correlation id, or paid anew after a void, is still the same order', async () => {
    const order = anOrder({ paymentId: 'boa_1' });
    await shop.place(order);
    for (const changes of [{ correlationId: 'another-click' }, { paymentId: 'boa_2' }])
      expect(await shop.place({ ...order, ...changes })).toMatchObject([{ outcome: 'ALREADY_PLACED' }]);
  });
});

describe('Moving orders', () => {
  test('forward step by step; again, late or too early changes nothing', async () => {
    const order = anOrder();
    await shop.place(order);
    const step = async (status: 'STOCKED' | 'DELIVERY_BOOKED') =>
      (await shop.move(order.orderId, status)).outcome;
    expect(await step('DELIVERY_BOOKED')).toBe('WRONG_STATUS');
    expect(await step('STOCKED')).toBe('DONE');
    expect(await step('STOCKED')).toBe('ALREADY_DONE');
    expect(await step('DELIVERY_BOOKED')).toBe('WRONG_STATUS');
    await shop.book({ orderId: order.orderId, deliveryTime: aDeliveryTime() });
    expect(await step('DELIVERY_BOOKED')).toBe('DONE');
    expect(await step('STOCKED')).toBe('ALREADY_DONE');
    expect(await shop.find(order.orderId)).toMatchObject({
      status: 'DELIVERY_BOOKED',
      history: [{ status: 'PLACED' }, { status: 'STOCKED' }, { status: 'DELIVERY_BOOKED' }],
    });
    expect(shop.bus.of(order.orderId)).toEqual(['OrderPlaced', 'OrderDeliverable', 'DeliveryBooked']);
  });

  test('an unknown order is told, without holding up the others of a batch', async () => {
    const order = anOrder();
    await shop.place(order);
    const unknown = randomUUID();
    const changes = [unknown, order.orderId, order.orderId].map((orderId) => ({
      orderId,
      fact: 'StockCreated' as const,
    }));
    expect(
      (await shop.service.Mutation.updateOrderStatuses(null, { changes })).map(({ outcome }) => outcome),
    ).toEqual(['ORDER_NOT_FOUND', 'DONE', 'ALREADY_DONE']);
  });

  test.each(finalStatuses)(
    'a late fact on an order that is %s is obsolete, and changes nothing',
    async (status) => {
      const orderId = await shop.aStockedOrder();
      await sql('update orders set status = :status where id = :orderId::uuid', { status, orderId });
      expect((await shop.move(orderId, 'STOCKED')).outcome).toBe('OBSOLETE');
      expect((await shop.move(orderId, 'DELIVERY_BOOKED')).outcome).toBe('OBSOLETE');
      expect(await shop.find(orderId)).toMatchObject({
        status,
        history: [{ status: 'PLACED' }, { status: 'STOCKED' }],
      });
      expect(shop.bus.of(orderId)).toEqual(['OrderPlaced', 'OrderDeliverable']);
    },
  );

  test('many at once make one move and one event', async () => {
    const order = anOrder();
    await shop.place(order);
    const results = await times(60, () => shop.move(order.orderId, 'STOCKED', shop.aService()));
    expect(count(results.map(({ outcome }) => outcome))).toEqual({ DONE: 1, ALREADY_DONE: 59 });
    expect(shop.bus.of(order.orderId)).toEqual(['OrderPlaced', 'OrderDeliverable']);
  });
});

describe('Test runs', () => {
  test('find their own orders, page by page', async () => {
    const testId = 424242;
    await shop.place(...(await times(5, async () => anOrder({ testId }))));
    const page = async (after?: string) =>
      (await shop.service.Query.getAllTestOrders(null, { testId, first: 3, ...(after && { after }) })) as {
        orderId: string;
      }[];
    const first = await page();
    const second = await page(first.at(-1)!.orderId);
    expect([first.length, second.length]).toEqual([3, 2]);
    expect(new Set([...first, ...second].map(({ orderId }) => orderId)).size).toBe(5);
  });

  test('find no customer’s order, and no page without orders', async () => {
    await shop.place(anOrder());
    const page = async (testId: number, first: number) =>
      shop.service.Query.getAllTestOrders(null, { testId, first });
    expect(await page(0, 10)).toEqual([]);
    for (const size of [0, -1])
      await expect(page(1, size)).rejects.toMatchObject({
        code: 'INVALID_REQUEST',
        errors: [{ field: 'first' }],
      });
  });
});
