import { randomInt, randomUUID } from 'node:crypto';
import type { OrderInput } from '../../src/platform/databaseSchema.ts';
import { sql } from '../../src/platform/rdsData.ts';
import { anOrder } from '../given.ts';
import { withMigratedDatabase } from './databaseGiven.ts';
import { aShop, count, times } from './storeGiven.ts';

const MOST = 5;

withMigratedDatabase();
let shop: ReturnType<typeof aShop>;
let orgNumber: string;

beforeEach(() => {
  shop = aShop();
  orgNumber = String(randomInt(1e11, 1e12));
});

const anInvoicedOrder = (changes: Partial<OrderInput> = {}): OrderInput =>
  anOrder({
    customerType: 'B2B',
    orgNumber,
    payment: { provider: 'invoice' },
    keyHash: randomUUID(),
    ...changes,
  });

const ordersOf = (number: number, changes: Partial<OrderInput> = {}) =>
  Array.from({ length: number }, () => anInvoicedOrder(changes));

const place = async (orders: OrderInput[], by = shop.service) =>
  (await by.Mutation.placeOrders(null, { orders, invoicesPerDay: MOST })).map(({ outcome }) => outcome);

describe('One organization', () => {
  test('gets so many orders by invoice a day; the next one is stored, cancelled and told why', async () => {
    expect(count(await place(ordersOf(MOST)))).toEqual({ PLACED: MOST });
    const order = anInvoicedOrder();
    expect(await place([order])).toEqual(['OVER_LIMIT']);
    expect(shop.bus.of(order.orderId)).toEqual(['OrderCancelled']);
    expect(shop.bus.announced.at(-1)?.detail).toMatchObject({
      ...{ reason: 'OVER_LIMIT', money: 'NOTHING_CHARGED', credit: 0, email: order.email },
    });
    expect(await shop.find(order.orderId)).toMatchObject({
      ...{ status: 'CANCELLED', cancelledReason: 'OVER_LIMIT' },
      history: [{ status: 'CANCELLED', actor: 'system', reason: 'OVER_LIMIT' }],
    });
    expect(await place([order])).toEqual(['ALREADY_PLACED']);
    expect((await shop.tell(order.orderId, 'StockCreated')).outcome).toBe('OBSOLETE');
  });

  test('gets more the next day, and another one is not in its way', async () => {
    expect(count(await place(ordersOf(MOST + 2)))).toEqual({ PLACED: MOST, OVER_LIMIT: 2 });
    expect(await place([anInvoicedOrder({ orgNumber: String(randomInt(1e11, 1e12)) })])).toEqual(['PLACED']);
    await sql('update invoice_days set day = day - 1 where org_number = :orgNumber', { orgNumber });
    expect(await place([anInvoicedOrder()])).toEqual(['PLACED']);
  });

  test('gets not one more when they come all at once', async () => {
    const answers = await times(25, () => place(ordersOf(2), shop.aService()));
    expect(count(answers.flat())).toEqual({ PLACED: MOST, OVER_LIMIT: 50 - MOST });
    expect(count(await place(ordersOf(3)))).toEqual({ OVER_LIMIT: 3 });
  });

  test('uses up one place with one order, however often and at once it comes', async () => {
    const order = anInvoicedOrder();
    const answers = await times(25, () => place([order], shop.aService()));
    expect(count(answers.flat())).toEqual({ PLACED: 1, ALREADY_PLACED: 24 });
    expect(count(await place(ordersOf(MOST)))).toEqual({ PLACED: MOST - 1, OVER_LIMIT: 1 });
    await sql('update invoice_days set day = day - 1 where org_number = :orgNumber', { orgNumber });
    expect(await place([order])).toEqual(['ALREADY_PLACED']);
    expect(count(await place(ordersOf(MOST)))).toEqual({ PLACED: MOST });
  });

  test('uses up none with tests, with what is paid at once, or with a key that was used before', async () => {
    const [first, second] = ordersOf(2, { keyHash: randomUUID() }) as [OrderInput, OrderInput];
    expect(await place([first])).toEqual(['PLACED']);
    expect(await place([second])).toEqual(['KEY_REUSED']);
    expect(count(await place(ordersOf(MOST + 1, { testId: 7 })))).toEqual({ PLACED: MOST + 1 });
    const payment = {
      provider: 'blankOfAmerica',
      paymentId: 'boa_1',
      amount: 45000,
      currency: 'USD',
    } as const;
    expect(await place([anInvoicedOrder({ payment })])).toEqual(['PLACED']);
    expect(count(await place(ordersOf(MOST)))).toEqual({ PLACED: MOST - 1, OVER_LIMIT: 1 });
  });
});

test('where nobody says otherwise, that is twenty a day', async () => {
  const outcomes = await shop.place(...ordersOf(21));
  expect(count(outcomes.map(({ outcome }) => outcome))).toEqual({ PLACED: 20, OVER_LIMIT: 1 });
});
