import { randomUUID } from 'node:crypto';
import { sql } from '../../src/platform/rdsData.ts';
import { anOrder } from '../given.ts';
import { withMigratedDatabase } from './databaseGiven.ts';
import { aDeliveryTime, aShop, CAPACITY, codeOf, count, times } from './storeGiven.ts';

const HOUR = 3_600_000;

withMigratedDatabase();
let shop: ReturnType<typeof aShop>;

beforeEach(() => {
  shop = aShop();
});

describe('Booking deliveries', () => {
  test('once, again the same, changed once, and not a third time', async () => {
    const orderId = await shop.aStockedOrder();
    const [first, second, third] = [aDeliveryTime(), aDeliveryTime(), aDeliveryTime()];
    const change = { orderId, deliveryTime: second, replaces: first };
    expect(await shop.book({ orderId, deliveryTime: first })).toEqual({ orderId, deliveryTime: first });
    expect(await shop.book({ orderId, deliveryTime: first })).toEqual({ orderId, deliveryTime: first });
    expect(await shop.book(change)).toEqual({ orderId, deliveryTime: second });
    expect(await codeOf(shop.book({ orderId, deliveryTime: third, replaces: second }))).toBe(
      'DELIVERY_CHANGED_ONCE',
    );
    expect(await shop.book(change)).toEqual({ orderId, deliveryTime: second });
    expect(await shop.deliveryOf(orderId)).toEqual({ deliveryTime: second, deliveryChanges: 1 });
    expect(await shop.placesTaken(first, second, third)).toEqual([0, 1, 0]);
  });

  test('a first request that comes late does not use up the only change, and is told the time as it is', async () => {
    const orderId = await shop.aStockedOrder();
    const [late, booked, wanted] = [aDeliveryTime(), aDeliveryTime(), aDeliveryTime()];
    await shop.book({ orderId, deliveryTime: booked });
    await expect(shop.book({ orderId, deliveryTime: late })).rejects.toMatchObject({
      code: 'DELIVERY_TIME_DIFFERS',
      errors: [{ field: 'replaces' }],
      more: { deliveryTime: booked },
    });
    expect(await shop.deliveryOf(orderId)).toEqual({ deliveryTime: booked, deliveryChanges: 0 });
    expect(await shop.book({ orderId, deliveryTime: wanted, replaces: booked })).toMatchObject({
      deliveryTime: wanted,
    });
  });

  test('a change of a time that is not the booked one changes nothing', async () => {
    const orderId = await shop.aStockedOrder();
    const [booked, other, wanted] = [aDeliveryTime(), aDeliveryTime(), aDeliveryTime()];
    const change = { orderId, deliveryTime: wanted, replaces: other };
    const differs = (deliveryTime: number | null) => ({
      code: 'DELIVERY_TIME_DIFFERS',
      more: { deliveryTime },
    });
    await expect(shop.book(change)).rejects.toMatchObject(differs(null));
    await shop.book({ orderId, deliveryTime: booked });
    await expect(shop.book(change)).rejects.toMatchObject(differs(booked));
    expect(await shop.placesTaken(booked, other, wanted)).toEqual([1, 0, 0]);
  });

  test('a shop without places books nothing', async () => {
    const closed = aShop({ capacity: 0 });
    const orderId = await closed.aStockedOrder();
    const deliveryTime = aDeliveryTime();
    expect(await codeOf(closed.book({ orderId, deliveryTime }))).toBe('SLOT_FULL');
    expect(await closed.placesTaken(deliveryTime)).toEqual([0]);
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
    const soon = Date.now() + 23 * HOUR;
    await shop.book({ orderId, deliveryTime: soon });
    expect(await codeOf(shop.book({ orderId, deliveryTime, replaces: soon }))).toBe('TOO_LATE_TO_CHANGE');
  });

  test('an order that is not paid is not ready, although its plants are', async () => {
    const orderId = await shop.aStockedOrder();
    const deliveryTime = aDeliveryTime();
    const pay = (paidAt: string) =>
      sql(`update orders set paid_at = ${paidAt} where id = :orderId::uuid`, { orderId });
    await pay('null');
    expect(await codeOf(shop.book({ orderId, deliveryTime }))).toBe('NOT_YET_DELIVERABLE');
    expect(await shop.placesTaken(deliveryTime)).toEqual([0]);
    await pay('now()');
    expect(await codeOf(shop.book({ orderId, deliveryTime }))).toBe('BOOKED');
  });

  test('a slot takes as many customers as it has places, however many come at once', async () => {
    const orders = await times(15, () => shop.aStockedOrder());
    const deliveryTime = aDeliveryTime();
    const results = await times(15, (index) =>
      codeOf(shop.book({ orderId: orders[index]!, deliveryTime }, shop.aService())),
    );
    expect(count(results)).toEqual({ BOOKED: CAPACITY, SLOT_FULL: 10 });
    expect(await shop.placesTaken(deliveryTime)).toEqual([CAPACITY]);
  });

  test('the same booking many times at once is one booking and one event', async () => {
    const orderId = await shop.aStockedOrder();
    const deliveryTime = aDeliveryTime();
    await times(30, () => shop.book({ orderId, deliveryTime }, shop.aService()));
    expect(shop.bus.of(orderId).filter((name) => name === 'DeliveryBooked')).toHaveLength(1);
  });

  test('test orders take no place', async () => {
    const orderId = await shop.aStockedOrder({ testId: 7 });
    const [first, second] = [aDeliveryTime(), aDeliveryTime()];
    await shop.book({ orderId, deliveryTime: first });
    await shop.book({ orderId, deliveryTime: second, replaces: first });
    expect(await shop.placesTaken(first, second)).toEqual([0, 0]);
    expect(await shop.free(orderId)).toBe(false);
    expect(await shop.placesTaken(first, second)).toEqual([0, 0]);
  });
});

describe('A cancelled order', () => {
  test('gives its place back once, however often that is said, and is booked no more', async () => {
    const orderId = await shop.aStockedOrder();
    const [deliveryTime, other] = [aDeliveryTime(), aDeliveryTime()];
    await shop.book({ orderId, deliveryTime: other });
    await shop.book({ orderId, deliveryTime, replaces: other });
    await shop.book({ orderId: await shop.aStockedOrder(), deliveryTime });
    expect(await times(10, () => shop.free(orderId, shop.aService()))).toEqual(
      expect.arrayContaining([true, ...Array<boolean>(9).fill(false)]),
    );
    expect(await shop.free(orderId)).toBe(false);
    expect(await shop.placesTaken(deliveryTime, other)).toEqual([1, 0]);
    expect(await shop.deliveryOf(orderId)).toEqual({ deliveryTime: null, deliveryChanges: 0 });
    expect(
      await sql('select time from booked_deliveries where order_id = :orderId::uuid', { orderId }),
    ).toEqual([]);
    for (const replaces of [undefined, deliveryTime])
      await expect(shop.book({ orderId, deliveryTime: other, replaces })).rejects.toMatchObject({
        code: 'WRONG_STATUS',
      });
  });

  test('is not booked by a request that comes after its cancellation, although its status has not changed yet', async () => {
    const orderId = await shop.aStockedOrder();
    const deliveryTime = aDeliveryTime();
    expect(await shop.free(orderId)).toBe(false);
    expect(await codeOf(shop.book({ orderId, deliveryTime }))).toBe('WRONG_STATUS');
    expect(await shop.placesTaken(deliveryTime)).toEqual([0]);
    expect(shop.bus.of(orderId)).not.toContain('DeliveryBooked');
  });
});
