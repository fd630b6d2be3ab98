import { randomUUID } from 'node:crypto';
import { sql } from '../../src/platform/rdsData.ts';
import { anOrder } from '../given.ts';
import { withMigratedDatabase } from './databaseGiven.ts';
import { anAuthorisedOrder, anInvoicedOrder, anOperatedShop } from './operatedShop.ts';
import { aDeliveryTime, count, times } from './storeGiven.ts';

withMigratedDatabase();

let shop: ReturnType<typeof anOperatedShop>;

beforeEach(() => {
  shop = anOperatedShop();
});

describe('Placing an order', () => {
  test('passes on how it is paid, and leaves it unpaid until the payment has settled', async () => {
    const order = anAuthorisedOrder();
    const orderId = await shop.placed(order);
    expect(shop.said('OrderPlaced', orderId)).toMatchObject([{ payment: order.payment }]);
    expect(await shop.find(orderId)).toMatchObject({ paidAt: null, isInvoiced: false });
    expect(await shop.due(orderId)).toEqual({ usd: 45000, local: 45000 });
  });

  test('of the release that charged at once makes it paid, and passes on no terms', async () => {
    const orderId = await shop.placed(anOrder({ paymentId: 'boa_1' }));
    expect(shop.said('OrderPlaced', orderId)[0]).not.toHaveProperty('payment');
    expect(await shop.find(orderId)).toMatchObject({ paidAt: expect.any(String) as string });
    await shop.tell(orderId, 'StockCreated');
    expect(shop.bus.of(orderId)).toEqual(['OrderPlaced', 'OrderDeliverable']);
  });

  test('whose key belongs to another order stores it cancelled and says so: it is never merged, and never shipped', async () => {
    const keyHash = randomUUID();
    const first = await shop.placed(anInvoicedOrder({ keyHash }));
    const second = anInvoicedOrder({ keyHash, city: 'Boston' });
    expect(await shop.place(second)).toEqual([{ orderId: second.orderId, outcome: 'KEY_REUSED' }]);
    expect(shop.bus.of(first)).toEqual(['OrderPlaced']);
    expect(shop.bus.of(second.orderId)).toEqual(['OrderCancelled']);
    expect(shop.said('OrderCancelled', second.orderId)).toMatchObject([
      { reason: 'KEY_REUSED', money: 'NOTHING_CHARGED', credit: 0, city: 'Boston' },
    ]);
    expect(await shop.find(second.orderId)).toMatchObject({
      status: 'CANCELLED',
      cancelledReason: 'KEY_REUSED',
      history: [{ status: 'CANCELLED', actor: 'system', reason: 'KEY_REUSED' }],
    });
    expect(await shop.place(second)).toMatchObject([{ outcome: 'ALREADY_PLACED' }]);
    expect((await shop.tell(second.orderId, 'StockCreated')).outcome).toBe('OBSOLETE');
  });

  test('of the other bank under the same key tells the terms of the hold that is to be let go', async () => {
    const keyHash = randomUUID();
    await shop.placed(anAuthorisedOrder({ keyHash }));
    const second = anAuthorisedOrder({ keyHash, market: 'MX', city: 'Puebla' });
    await shop.place(second);
    expect(shop.said('OrderCancelled', second.orderId)).toMatchObject([
      { money: 'ALL_GOES_BACK', payment: second.payment },
    ]);
  });

  test('fifty at once under one key are one order that stands and forty-nine that are cancelled', async () => {
    const keyHash = randomUUID();
    const answers = await times(25, () =>
      shop.aService().Mutation.placeOrders(null, {
        orders: [anInvoicedOrder({ keyHash }), anInvoicedOrder({ keyHash })],
      }),
    );
    expect(count(answers.flat().map(({ outcome }) => outcome))).toEqual({ PLACED: 1, KEY_REUSED: 49 });
  });

  test('keeps what each line costs in the local currency, so that the lines add up', async () => {
    const lines = ['BB001', 'BL001', 'LB001'].map((sku) => ({ sku, quantity: 1, unitPrice: 100 }));
    const orderId = await shop.placed(anAuthorisedOrder({ lines, totalPrice: 300, localPrice: 1000 }));
    const rows = await sql<{ local: number }>(
      'select local_price as local from order_lines where order_id = :orderId::uuid order by sku',
      { orderId },
    );
    expect(rows.map(({ local }) => local)).toEqual([334, 333, 333]);
  });
});

describe('A payment that settles', () => {
  test.each([
    ['before the stock arrives', ['PaymentSettled', 'StockCreated']],
    ['after the stock has arrived', ['StockCreated', 'PaymentSettled']],
  ] as const)('%s makes the order deliverable once, whoever comes last', async (_, facts) => {
    const orderId = await shop.placed();
    const tellAll = () =>
      facts.reduce<Promise<unknown>>(
        (before, fact) =>
          before.then(() => shop.tell(orderId, fact, fact === 'PaymentSettled' ? 'CAPTURED' : undefined)),
        Promise.resolve(),
      );
    await tellAll();
    await tellAll();
    expect(shop.bus.of(orderId)).toEqual(['OrderPlaced', 'OrderDeliverable']);
    expect(await shop.find(orderId)).toMatchObject({
      status: 'STOCKED',
      paidAt: expect.any(String) as string,
    });
  });

  test('by invoice makes it deliverable too', async () => {
    const orderId = await shop.placed(anInvoicedOrder());
    await shop.tell(orderId, 'StockCreated');
    expect(shop.bus.of(orderId)).toEqual(['OrderPlaced']);
    await shop.tell(orderId, 'PaymentSettled', 'NOT_DUE');
    expect(shop.bus.of(orderId)).toEqual(['OrderPlaced', 'OrderDeliverable']);
  });

  test('as refused cancels the order, and whatever is still held goes back', async () => {
    const orderId = await shop.placed();
    expect((await shop.tell(orderId, 'PaymentSettled', 'REFUSED')).outcome).toBe('DONE');
    expect(shop.said('OrderCancelled', orderId)).toMatchObject([
      { reason: 'PAYMENT_FAILED', money: 'ALL_GOES_BACK', credit: 45000 },
    ]);
    expect((await shop.tell(orderId, 'PaymentSettled', 'REFUSED')).outcome).toBe('OBSOLETE');
    expect(await shop.due(orderId)).toEqual({ usd: 0, local: 0 });
  });
});

describe('An operator who cancels', () => {
  test.each([
    ['an order whose money is held', anAuthorisedOrder, [], 'ALL_GOES_BACK'],
    ['an order that is paid', anAuthorisedOrder, ['CAPTURED'], 'MONEY_BACK'],
    ['an order by invoice', anInvoicedOrder, ['NOT_DUE'], 'INVOICE_CREDITED'],
    ['an order that the release before has charged', () => anOrder({ paymentId: 'boa_1' }), [], 'MONEY_BACK'],
  ] as const)('%s tells everybody what becomes of the money', async (_, given, settled, money) => {
    const orderId = await shop.placed(given());
    for (const payment of settled) await shop.tell(orderId, 'PaymentSettled', payment);
    expect(await shop.cancel(orderId)).toEqual({ outcome: 'DONE', money, credit: 45000 });
    expect(await shop.cancel(orderId)).toMatchObject({ outcome: 'ALREADY_DONE' });
    expect(shop.said('OrderCancelled', orderId)).toMatchObject([
      { reason: 'BY_OPERATOR', money, credit: 45000 },
    ]);
    expect((await shop.find(orderId)).history.at(-1)).toMatchObject({
      status: 'CANCELLED',
      actor: 'olga',
      reason: 'asked by phone',
    });
  });

  test('tells what was booked, also when the booking was just under way', async () => {
    for (let round = 0; round < 10; round++) {
      const orderId = await shop.aStockedOrder();
      const deliveryTime = aDeliveryTime();
      const [booked] = await Promise.allSettled([
        shop.book({ orderId, deliveryTime }, shop.aService()),
        shop.cancel(orderId, shop.aService()),
      ]);
      const [told] = shop.said('OrderCancelled', orderId);
      expect(told?.deliveryTime).toBe(booked.status === 'fulfilled' ? deliveryTime : undefined);
    }
  });

  test('an order that was delivered, or that nobody knows, is refused', async () => {
    const orderId = await shop.placed();
    await sql(`update orders set status = 'DELIVERED' where id = :orderId::uuid`, { orderId });
    await expect(shop.cancel(orderId)).rejects.toMatchObject({ code: 'WRONG_STATUS' });
    await expect(shop.cancel(randomUUID())).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
  });
});
