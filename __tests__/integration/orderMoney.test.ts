import { randomUUID } from 'node:crypto';
import { type DetailOf, events, type EventName } from '../../src/contracts/events.ts';
import type { OrderInput } from '../../src/platform/databaseSchema.ts';
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

/** An order whose money is held at a bank. */
const anAuthorisedOrder = (changes: Partial<OrderInput> = {}): OrderInput => {
  const order = anOrder(changes);
  const { localPrice: amount, currency } = order;
  const payment = { provider: 'blankOfAmerica', paymentId: `boa_${order.orderId}`, amount, currency };
  return { ...order, paymentId: payment.paymentId, payment, keyHash: randomUUID(), ...changes };
};

const anInvoicedOrder = (changes: Partial<OrderInput> = {}): OrderInput =>
  anOrder({
    customerType: 'B2B',
    orgNumber: '1234567',
    payment: { provider: 'invoice' },
    keyHash: randomUUID(),
    ...changes,
  });

const placed = async (order = anAuthorisedOrder()) => {
  await shop.place(order);
  return order.orderId;
};

const said = <Name extends EventName>(name: Name, orderId: string): DetailOf<Name>[] =>
  shop.bus.announced
    .filter((event) => event.name === name && event.detail.orderId === orderId)
    // As the contract has it: nothing missing, nothing too much.
    .map(({ detail }) => {
      const { success, data, error } = events[name].detail.safeParse(detail);
      if (!success) throw error;
      expect(data).toEqual(detail);
      return detail as DetailOf<Name>;
    });

const due = async (orderId: string) => {
  const [row] = await sql<{ usd: number; local: number }>(
    'select due_usd as usd, due_local as local from due_orders where order_id = :orderId::uuid',
    { orderId },
  );
  return row!;
};

const cancel = (orderId: string, by = shop.service) =>
  by.Mutation.cancelOrder(null, { orderId, reason: 'asked by phone', actor: 'olga' });

interface Refund {
  lines?: { sku: string; quantity: number }[];
  key?: string;
}

const refund = (orderId: string, { lines, key = randomUUID() }: Refund = {}, by = shop.service) =>
  by.Mutation.refundOrder(null, {
    orderId,
    ...(lines && { lines }),
    reason: 'broken pot',
    idempotencyKey: key,
    actor: 'olga',
  });

describe('Placing an order', () => {
  test('passes on how it is paid, and leaves it unpaid until the payment has settled', async () => {
    const order = anAuthorisedOrder();
    const orderId = await placed(order);
    expect(said('OrderPlaced', orderId)).toMatchObject([{ payment: order.payment }]);
    expect(await shop.find(orderId)).toMatchObject({ paidAt: null, isInvoiced: false });
    expect(await due(orderId)).toEqual({ usd: 45000, local: 45000 });
  });

  test('of the release that charged at once makes it paid, and passes on no terms', async () => {
    const orderId = await placed(anOrder({ paymentId: 'boa_1' }));
    expect(said('OrderPlaced', orderId)[0]).not.toHaveProperty('payment');
    expect(await shop.find(orderId)).toMatchObject({ paidAt: expect.any(String) as string });
    await shop.tell(orderId, 'StockCreated');
    expect(shop.bus.of(orderId)).toEqual(['OrderPlaced', 'OrderDeliverable']);
  });

  test('whose key belongs to another order stores it cancelled and says so: it is never merged, and never shipped', async () => {
    const keyHash = randomUUID();
    const first = await placed(anInvoicedOrder({ keyHash }));
    const second = anInvoicedOrder({ keyHash, city: 'Boston' });
    expect(await shop.place(second)).toEqual([{ orderId: second.orderId, outcome: 'KEY_REUSED' }]);
    expect(shop.bus.of(first)).toEqual(['OrderPlaced']);
    expect(shop.bus.of(second.orderId)).toEqual(['OrderCancelled']);
    expect(said('OrderCancelled', second.orderId)).toMatchObject([
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
    await placed(anAuthorisedOrder({ keyHash }));
    const second = anAuthorisedOrder({ keyHash, market: 'MX', city: 'Puebla' });
    await shop.place(second);
    expect(said('OrderCancelled', second.orderId)).toMatchObject([
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
    const orderId = await placed(anAuthorisedOrder({ lines, totalPrice: 300, localPrice: 1000 }));
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
    const orderId = await placed();
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
    const orderId = await placed(anInvoicedOrder());
    await shop.tell(orderId, 'StockCreated');
    expect(shop.bus.of(orderId)).toEqual(['OrderPlaced']);
    await shop.tell(orderId, 'PaymentSettled', 'NOT_DUE');
    expect(shop.bus.of(orderId)).toEqual(['OrderPlaced', 'OrderDeliverable']);
  });

  test('as refused cancels the order, and whatever is still held goes back', async () => {
    const orderId = await placed();
    expect((await shop.tell(orderId, 'PaymentSettled', 'REFUSED')).outcome).toBe('DONE');
    expect(said('OrderCancelled', orderId)).toMatchObject([
      { reason: 'PAYMENT_FAILED', money: 'ALL_GOES_BACK', credit: 45000 },
    ]);
    expect((await shop.tell(orderId, 'PaymentSettled', 'REFUSED')).outcome).toBe('OBSOLETE');
    expect(await due(orderId)).toEqual({ usd: 0, local: 0 });
  });
});

describe('An operator who cancels', () => {
  test.each([
    ['an order whose money is held', anAuthorisedOrder, [], 'ALL_GOES_BACK'],
    ['an order that is paid', anAuthorisedOrder, ['CAPTURED'], 'MONEY_BACK'],
    ['an order by invoice', anInvoicedOrder, ['NOT_DUE'], 'INVOICE_CREDITED'],
    ['an order that the release before has charged', () => anOrder({ paymentId: 'boa_1' }), [], 'MONEY_BACK'],
  ] as const)('%s tells everybody what becomes of the money', async (_, given, settled, money) => {
    const orderId = await placed(given());
    for (const payment of settled) await shop.tell(orderId, 'PaymentSettled', payment);
    expect(await cancel(orderId)).toEqual({ outcome: 'DONE', money, credit: 45000 });
    expect(await cancel(orderId)).toMatchObject({ outcome: 'ALREADY_DONE' });
    expect(said('OrderCancelled', orderId)).toMatchObject([{ reason: 'BY_OPERATOR', money, credit: 45000 }]);
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
        cancel(orderId, shop.aService()),
      ]);
      const [told] = said('OrderCancelled', orderId);
      expect(told?.deliveryTime).toBe(booked.status === 'fulfilled' ? deliveryTime : undefined);
    }
  });

  test('an order that was delivered, or that nobody knows, is refused', async () => {
    const orderId = await placed();
    await sql(`update orders set status = 'DELIVERED' where id = :orderId::uuid`, { orderId });
    await expect(cancel(orderId)).rejects.toMatchObject({ code: 'WRONG_STATUS' });
    await expect(cancel(randomUUID())).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
  });
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
    const orderId = await placed(aRaggedOrder());
    for (let plant = 0; plant < 3; plant++) await refund(orderId, { lines: aLily() });
    expect(said('OrderRefunded', orderId).map(({ localAmount }) => localAmount)).toEqual([600, 600, 601]);
    expect(await due(orderId)).toEqual({ usd: 100, local: 200 });
    expect(await shop.find(orderId)).toMatchObject({
      status: 'PLACED',
      history: [
        { status: 'PLACED' },
        ...Array.from({ length: 3 }, () => ({ status: 'PLACED', actor: 'olga' })),
      ],
    });
  });

  test('twice with the same key refunds once; with the same key something else is refused', async () => {
    const orderId = await placed(aRaggedOrder());
    const key = randomUUID();
    const first = await refund(orderId, { lines: aLily(), key });
    expect(first).toMatchObject({ outcome: 'DONE', credit: 300, localAmount: 600, lines: aLily() });
    expect(await refund(orderId, { lines: aLily(), key })).toEqual({ ...first, outcome: 'ALREADY_DONE' });
    for (const other of [{ lines: aLily(2), key }, { key }])
      await expect(refund(orderId, other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(said('OrderRefunded', orderId)).toHaveLength(1);
  });

  test.each([
    ['more than was ordered', aLily(4), 'is more than is left'],
    ['more than is left, line by line', [...aLily(2), ...aLily(2)], 'is more than is left'],
    ['a plant that is not in it', [{ sku: 'EX001', quantity: 1 }], 'not in the order'],
  ])('%s is refused, and nothing is given back', async (_, wanted, message) => {
    const orderId = await placed(aRaggedOrder());
    await expect(refund(orderId, { lines: wanted })).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [{ field: 'lines', message: expect.stringContaining(message) as string }],
    });
    expect(await due(orderId)).toEqual({ usd: 1000, local: 2001 });
  });

  test('all that is left cancels the order, and only that is announced', async () => {
    const orderId = await placed(aRaggedOrder());
    await shop.tell(orderId, 'PaymentSettled', 'CAPTURED');
    await refund(orderId, { lines: aLily() });
    const key = randomUUID();
    expect(await refund(orderId, { key })).toMatchObject({
      outcome: 'DONE',
      credit: 700,
      status: 'CANCELLED',
    });
    expect(shop.bus.of(orderId)).toEqual(['OrderPlaced', 'OrderRefunded', 'OrderCancelled']);
    expect(said('OrderCancelled', orderId)).toMatchObject([
      { reason: 'BY_OPERATOR', money: 'MONEY_BACK', credit: 700 },
    ]);
    expect(await due(orderId)).toEqual({ usd: 0, local: 0 });
    expect(await refund(orderId, { key })).toMatchObject({ outcome: 'ALREADY_DONE' });
    await expect(refund(orderId)).rejects.toMatchObject({ code: 'WRONG_STATUS' });
  });

  test('an order of the release before, whose lines have no local price, gets its share', async () => {
    const orderId = await placed(anOrder({ market: 'MX', currency: 'MXN', localPrice: 900000 }));
    await sql('update order_lines set local_price = null where order_id = :orderId::uuid', { orderId });
    expect(await refund(orderId, { lines: aLily() })).toMatchObject({ credit: 15000, localAmount: 300000 });
  });

  test('many at once never give back more than was ordered, and the same key only once', async () => {
    const orderId = await placed(
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
      keys.map((key) => refund(orderId, { lines: aLily(), key }, shop.aService())),
    );
    const done = results.filter(({ status }) => status === 'fulfilled').length;
    const given = said('OrderRefunded', orderId);
    const cancelled = said('OrderCancelled', orderId);
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
    expect(await due(orderId)).toEqual({ usd: 0, local: 0 });
  });
});

describe('Whatever order things come in', () => {
  const things = ['stock', 'payment', 'booking', 'refund', 'cancel'] as const;
  type Thing = (typeof things)[number];

  const permutations = (rest: readonly Thing[]): Thing[][] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((first) =>
          permutations(rest.filter((each) => each !== first)).map((others) => [first, ...others]),
        );

  interface Case {
    payment: 'CAPTURED' | 'REFUSED';
    refunded: 'part' | 'whole';
  }
  const cases = (['CAPTURED', 'REFUSED'] as const).flatMap((payment) =>
    (['part', 'whole'] as const).map((refunded): Case => ({ payment, refunded })),
  );

  const refusedOrNot = async (work: Promise<unknown>): Promise<void> => {
    const failure = (await work.then(
      () => undefined,
      (error: unknown) => error,
    )) as { code?: string } | undefined;
    if (failure !== undefined && failure.code === undefined) throw failure as Error;
  };

  /** Does one thing; true when it is over, false when it is to come again, as a queue offers a message again. */
  const happen = async (thing: Thing, orderId: string, { payment, refunded }: Case): Promise<boolean> => {
    const by = shop.aService();
    const isOver = ({ outcome }: { outcome: string }) => outcome !== 'WRONG_STATUS';
    if (thing === 'stock') return isOver(await shop.tell(orderId, 'StockCreated', undefined, by));
    if (thing === 'payment') return isOver(await shop.tell(orderId, 'PaymentSettled', payment, by));
    if (thing === 'cancel') await refusedOrNot(cancel(orderId, by));
    if (thing === 'refund')
      await refusedOrNot(
        refund(orderId, refunded === 'part' ? { lines: [{ sku: 'BL001', quantity: 1 }] } : {}, by),
      );
    if (thing !== 'booking') return true;
    // Customers book when they are told that they can.
    if (shop.bus.of(orderId).includes('OrderDeliverable'))
      await refusedOrNot(shop.book({ orderId, deliveryTime: aDeliveryTime() }, by));
    const { deliveryTime } = await shop.deliveryOf(orderId);
    return deliveryTime === null || isOver(await shop.tell(orderId, 'DeliveryBooked', undefined, by));
  };

  /** How an order has come to rest; checks what must be true of each. */
  const endOf = async (orderId: string) => {
    const { status, cancelledReason, paidAt } = await shop.find(orderId);
    const names = shop.bus.of(orderId);
    const cancelled = said('OrderCancelled', orderId);
    // The books and what is due agree to the cent.
    const credited = [...said('OrderRefunded', orderId), ...cancelled].reduce(
      (sum, { credit }) => sum + credit,
      0,
    );
    expect(await due(orderId)).toEqual({ usd: 45000 - credited, local: 45000 - credited });
    expect(cancelled).toHaveLength(status === 'CANCELLED' ? 1 : 0);
    for (const { reason, money } of cancelled) {
      expect(reason).toBe(cancelledReason);
      expect(money).toBe(paidAt === null ? 'ALL_GOES_BACK' : 'MONEY_BACK');
    }
    for (const once of ['OrderDeliverable', 'OrderRefunded', 'DeliveryBooked'])
      expect(count(names)[once] ?? 0).toBeLessThanOrEqual(1);
    if (paidAt === null) expect(names).not.toContain('OrderDeliverable');
    return { status, reason: cancelledReason, names };
  };

  // By hand and without the table: what happens when these come one after the other, in this order.
  const expected = (arrivals: readonly Thing[], { payment, refunded }: Case) => {
    const names = ['OrderPlaced'];
    let status = 'PLACED';
    let reason: string | null = null;
    let isPaid = false;
    const end = (why: string) => {
      [status, reason] = ['CANCELLED', why];
      names.push('OrderCancelled');
    };
    for (const thing of arrivals) {
      if (status === 'CANCELLED') break;
      if (thing === 'cancel' || (thing === 'refund' && refunded === 'whole')) end('BY_OPERATOR');
      else if (thing === 'refund') names.push('OrderRefunded');
      else if (thing === 'payment' && payment === 'REFUSED') end('PAYMENT_FAILED');
      else if (thing === 'booking' && names.includes('OrderDeliverable')) {
        names.push('DeliveryBooked');
        status = 'DELIVERY_BOOKED';
      } else if (thing !== 'booking') {
        if (thing === 'stock') status = 'STOCKED';
        if (thing === 'payment') isPaid = true;
        if (status === 'STOCKED' && isPaid) names.push('OrderDeliverable');
      }
    }
    return { status, reason, names };
  };

  const AT_ONCE = 8;

  test.each(cases)(
    'one after the other, in each possible order, with a payment that is $payment and a refund of the $refunded, an order ends as the table says',
    async (given) => {
      const all = [...permutations(things), ...permutations(things.filter((thing) => thing !== 'cancel'))];
      expect(all).toHaveLength(144);
      await times(AT_ONCE, async (lane) => {
        for (const arrivals of all.filter((_, index) => index % AT_ONCE === lane)) {
          const orderId = await placed();
          for (const thing of arrivals) await happen(thing, orderId, given);
          expect({ arrivals, ...(await endOf(orderId)) }).toEqual({ arrivals, ...expected(arrivals, given) });
        }
      });
    },
    60_000,
  );

  test.each(cases)(
    'all at once, with a payment that is $payment and a refund of the $refunded, an order ends as one of these orders does',
    async (given) => {
      await times(12, async () => {
        const orderId = await placed();
        let waiting: readonly Thing[] = things;
        while (waiting.length > 0) {
          const over = await Promise.all(waiting.map((thing) => happen(thing, orderId, given)));
          waiting = waiting.filter((_, index) => !over[index]);
        }
        const { status, reason } = await endOf(orderId);
        expect(status).toBe('CANCELLED');
        expect(permutations(things).map((arrivals) => expected(arrivals, given).reason)).toContain(reason);
      });
    },
    60_000,
  );
});
