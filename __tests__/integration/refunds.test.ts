import { randomUUID } from 'node:crypto';
import { sql } from '../../src/platform/rdsData.ts';
import { anOrder } from '../given.ts';
import { withMigratedDatabase } from './databaseGiven.ts';
import { anAuthorisedOrder, anOperatedShop } from './operatedShop.ts';
import { times } from './storeGiven.ts';

withMigratedDatabase();

let shop: ReturnType<typeof anOperatedShop>;

beforeEach(() => {
  shop = anOperatedShop();
});

describe('An operator who refunds', () => {
  const lines = [
    { sku: 'BB001', quantity: 1, unitPrice: 100 },
    { sku: 'BL001', quantity: 3, unitPrice: 300 },
  ];
  // 1000 cents; in the local currency 2001: 200 for the one, 1801 for the three others.
  const aRaggedOrder = () => anAuthorisedOrder({ lines, totalPrice: 1000, localPrice: 2001 });
  const aLily = (quantity = 1) => [{ sku: 'BL001', quantity }];

  test('plant by plant gives back the whole line in the end, to the last hundredth', async () => {
    const orderId = await shop.placed(aRaggedOrder());
    for (let plant = 0; plant < 3; plant++) await shop.refund(orderId, { lines: aLily() });
    expect(shop.said('OrderRefunded', orderId).map(({ localAmount }) => localAmount)).toEqual([
      600, 600, 601,
    ]);
    expect(await shop.due(orderId)).toEqual({ usd: 100, local: 200 });
    expect(await shop.find(orderId)).toMatchObject({
      status: 'PLACED',
      history: [
        { status: 'PLACED' },
        ...Array.from({ length: 3 }, () => ({ status: 'PLACED', actor: 'olga' })),
      ],
    });
  });

  test('twice with the same key refunds once; with the same key something else is refused', async () => {
    const orderId = await shop.placed(aRaggedOrder());
    const key = randomUUID();
    const first = await shop.refund(orderId, { lines: aLily(), key });
    expect(first).toMatchObject({ outcome: 'DONE', credit: 300, localAmount: 600, lines: aLily() });
    expect(await shop.refund(orderId, { lines: aLily(), key })).toEqual({
      ...first,
      outcome: 'ALREADY_DONE',
    });
    for (const other of [{ lines: aLily(2), key }, { key }])
      await expect(shop.refund(orderId, other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(shop.said('OrderRefunded', orderId)).toHaveLength(1);
  });

  test.each([
    ['more than was ordered', aLily(4), 'is more than is left'],
    ['more than is left, line by line', [...aLily(2), ...aLily(2)], 'is more than is left'],
    ['a plant that is not in it', [{ sku: 'EX001', quantity: 1 }], 'not in the order'],
  ])('%s is refused, and nothing is given back', async (_, wanted, message) => {
    const orderId = await shop.placed(aRaggedOrder());
    await expect(shop.refund(orderId, { lines: wanted })).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [{ field: 'lines', message: expect.stringContaining(message) as string }],
    });
    expect(await shop.due(orderId)).toEqual({ usd: 1000, local: 2001 });
  });

  test('all that is left cancels the order, and only that is announced', async () => {
    const orderId = await shop.placed(aRaggedOrder());
    await shop.tell(orderId, 'PaymentSettled', 'CAPTURED');
    await shop.refund(orderId, { lines: aLily() });
    const key = randomUUID();
    expect(await shop.refund(orderId, { key })).toMatchObject({
      outcome: 'DONE',
      credit: 700,
      status: 'CANCELLED',
    });
    expect(shop.bus.of(orderId)).toEqual(['OrderPlaced', 'OrderRefunded', 'OrderCancelled']);
    expect(shop.said('OrderCancelled', orderId)).toMatchObject([
      { reason: 'BY_OPERATOR', money: 'MONEY_BACK', credit: 700 },
    ]);
    expect(await shop.due(orderId)).toEqual({ usd: 0, local: 0 });
    expect(await shop.refund(orderId, { key })).toMatchObject({ outcome: 'ALREADY_DONE' });
    await expect(shop.refund(orderId)).rejects.toMatchObject({ code: 'WRONG_STATUS' });
  });

  test('an order of the release before, whose lines have no local price, gets its share', async () => {
    const orderId = await shop.placed(anOrder({ market: 'MX', currency: 'MXN', localPrice: 900000 }));
    await sql('update order_lines set local_price = null where order_id = :orderId::uuid', { orderId });
    expect(await shop.refund(orderId, { lines: aLily() })).toMatchObject({
      credit: 15000,
      localAmount: 300000,
    });
  });

  test('many at once never give back more than was ordered, and the same key only once', async () => {
    const orderId = await shop.placed(
      anAuthorisedOrder({
        lines: [{ sku: 'BL001', quantity: 7, unitPrice: 100 }],
        totalPrice: 700,
        localPrice: 701,
      }),
    );
    const keys = [
      ...(await times(20, async () => randomUUID())),
      ...Array<string>(20).fill('one-and-the-same'),
    ];
    const results = await Promise.allSettled(
      keys.map((key) => shop.refund(orderId, { lines: aLily(), key }, shop.aService())),
    );
    const done = results.filter(({ status }) => status === 'fulfilled').length;
    const given = shop.said('OrderRefunded', orderId);
    const cancelled = shop.said('OrderCancelled', orderId);
    expect([given.length, cancelled.length]).toEqual([6, 1]);
    expect(done).toBeGreaterThanOrEqual(7);
    const [{ of_one }] = (await sql<{ of_one: number }>(
      `select count(*)::int as of_one from refunds where order_id = :orderId::uuid and idempotency_key = 'one-and-the-same'`,
      { orderId },
    )) as [{ of_one: number }];
    expect(of_one).toBeLessThanOrEqual(1);
    const [{ back }] = (await sql<{ back: number }>(
      'select sum(amount_local)::int as back from refunds where order_id = :orderId::uuid',
      { orderId },
    )) as [{ back: number }];
    expect(back).toBe(701);
    expect(await shop.due(orderId)).toEqual({ usd: 0, local: 0 });
  });
});
