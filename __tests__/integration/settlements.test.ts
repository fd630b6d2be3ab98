import { Outage } from '../../src/platform/outage.ts';
import { sql } from '../../src/platform/rdsData.ts';
import type { AskDatabase } from '../../src/platform/database.ts';
import { anOrder } from '../given.ts';
import { type aDatabase, aMigratedDatabase } from './databaseGiven.ts';
import { aBank, aPayingShop, type Bank } from './moneyGiven.ts';
import { times } from './storeGiven.ts';

let database: Awaited<ReturnType<typeof aDatabase>>;
let bank: Bank;
let shop: ReturnType<typeof aPayingShop>;

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  database = await aMigratedDatabase();
  bank = await aBank();
});

afterAll(async () => {
  await bank.stop();
  await database.stop();
});

beforeEach(() => {
  shop = aPayingShop(bank);
});

const expireLeases = () => sql(`update settlements set leased_until = now() where lease is not null`);

const cancel = (orderId: string) =>
  shop.service.Mutation.cancelOrder(null, { orderId, reason: 'a mistake', actor: 'olga' });

/** What the payment service's events say again and again, until nobody is in the way. */
const settleUntilDone = async (orderId: string): Promise<unknown> => {
  for (;;)
    try {
      return await shop.settle(orderId);
    } catch (error) {
      if (!(error instanceof Outage)) throw error;
    }
};

describe('The money of an order', () => {
  test('is captured once and told once, however many settle it at the same moment', async () => {
    const { orderId, payment } = await shop.aPlacedOrder();
    await times(20, () => settleUntilDone(orderId));
    expect(await bank.provider.get(payment.paymentId)).toMatchObject({ status: 'captured', captured: 45000 });
    expect(shop.told(orderId)).toEqual(['CAPTURED']);
    expect(await shop.paymentsOf(orderId)).toMatchObject([
      { id: payment.paymentId, state: 'captured', captured: 45000, history: [{ state: 'captured' }] },
    ]);
  });

  test('is let go where the order is cancelled before it was settled, in whichever order the events come', async () => {
    const { orderId, payment } = await shop.aPlacedOrder();
    await cancel(orderId);
    // OrderCancelled, then OrderPlaced, then OrderCancelled once more.
    for (let event = 0; event < 3; event++) await shop.settle(orderId);
    expect(await bank.provider.get(payment.paymentId)).toMatchObject({ status: 'voided', captured: 0 });
    expect(shop.told(orderId)).toEqual([]);
  });

  test('goes back when the order is cancelled after it was captured, once', async () => {
    const { orderId, payment } = await shop.aPlacedOrder();
    await shop.settle(orderId);
    await shop.tell(orderId, 'PaymentSettled', 'CAPTURED');
    await cancel(orderId);
    await times(5, () => settleUntilDone(orderId));
    expect(await bank.provider.get(payment.paymentId)).toMatchObject({ captured: 45000, refunded: 45000 });
    expect((await shop.paymentsOf(orderId))[0]!.history).toMatchObject([
      { captured: 45000, refunded: 0 },
      { captured: 45000, refunded: 45000 },
    ]);
  });

  test('goes back when the order is cancelled after it was captured and before it heard of that; what is told is true', async () => {
    const { orderId, payment } = await shop.aPlacedOrder();
    await shop.settle(orderId);
    expect(await cancel(orderId)).toMatchObject({ outcome: 'DONE', money: 'ALL_GOES_BACK' });
    expect((await shop.tell(orderId, 'PaymentSettled', 'CAPTURED')).outcome).toBe('OBSOLETE');
    await shop.settle(orderId);
    expect(await bank.provider.get(payment.paymentId)).toMatchObject({ captured: 45000, refunded: 45000 });
  });

  test('goes back in parts, exactly as much as each refund says', async () => {
    const { orderId, payment } = await shop.aPlacedOrder();
    await shop.settle(orderId);
    await shop.tell(orderId, 'PaymentSettled', 'CAPTURED');
    for (const idempotencyKey of ['refund-one', 'refund-two']) {
      await shop.service.Mutation.refundOrder(null, {
        orderId,
        lines: [{ sku: 'BL001', quantity: 1 }],
        reason: 'withered',
        actor: 'olga',
        idempotencyKey,
      });
      await shop.settle(orderId);
    }
    expect(await bank.provider.get(payment.paymentId)).toMatchObject({ captured: 45000, refunded: 30000 });
    expect(shop.told(orderId)).toEqual(['CAPTURED']);
  });

  test('is captured once though the worker died between capturing and noting it; the next one notes it', async () => {
    const { orderId, payment } = await shop.aPlacedOrder();
    const dying: AskDatabase = (query, variables) =>
      query.includes('TakeSettlements') ? shop.ask(query, variables) : Promise.reject(new Error('killed'));
    await expect(shop.settledBy(dying)(orderId)).rejects.toThrow('killed');
    expect(await bank.provider.get(payment.paymentId)).toMatchObject({ status: 'captured' });
    // Its lease lasts for as long as it could have lived.
    await expect(shop.settle(orderId)).rejects.toBeInstanceOf(Outage);
    await expireLeases();
    expect(await shop.settle(orderId)).toBe('CAPTURED');
    expect(await bank.provider.get(payment.paymentId)).toMatchObject({ captured: 45000, refunded: 0 });
    expect(shop.told(orderId)).toEqual(['CAPTURED']);
  });

  test('is settled at once by a worker whose lease was given, though the answer was lost and it had to ask again', async () => {
    const { orderId } = await shop.aPlacedOrder();
    const twice: AskDatabase = async (query, variables) => {
      if (query.includes('TakeSettlements')) await shop.ask(query, variables);
      return shop.ask(query, variables);
    };
    expect(await shop.settledBy(twice)(orderId)).toBe('CAPTURED');
  });

  test('a worker that was overtaken notes and announces nothing any more', async () => {
    const { orderId } = await shop.aPlacedOrder();
    const slow: AskDatabase = async (query, variables) => {
      if (query.includes('NoteSettlements')) {
        await expireLeases();
        await shop.settle(orderId);
      }
      return shop.ask(query, variables);
    };
    await expect(shop.settledBy(slow)(orderId)).rejects.toBeInstanceOf(Outage);
    expect(shop.told(orderId)).toEqual(['CAPTURED']);
  });

  test('that the bank refuses to hand over cancels the order, and the hold is let go', async () => {
    const { orderId, payment } = await shop.aPlacedOrder();
    await bank.goesWrong({ refusesCapture: 1 });
    expect(await shop.settle(orderId)).toBe('REFUSED');
    expect(shop.told(orderId)).toEqual(['REFUSED']);
    await shop.tell(orderId, 'PaymentSettled', 'REFUSED');
    expect(await shop.find(orderId)).toMatchObject({
      status: 'CANCELLED',
      cancelledReason: 'PAYMENT_FAILED',
    });
    await shop.settle(orderId);
    expect(await bank.provider.get(payment.paymentId)).toMatchObject({ status: 'voided', captured: 0 });
    expect(shop.told(orderId)).toEqual(['REFUSED']);
  });

  test('whose hold has lapsed, or was let go, can’t be had', async () => {
    await bank.goesWrong({ holdMs: 0 });
    const lapsed = await shop.aPlacedOrder();
    await bank.goesWrong({});
    const released = await shop.aPlacedOrder();
    await bank.provider.void(released.payment.paymentId, 'by hand');
    for (const { orderId } of [lapsed, released]) {
      expect(await shop.settle(orderId)).toBe('REFUSED');
      expect(shop.told(orderId)).toEqual(['REFUSED']);
    }
  });

  test('stays where it is while the bank is down, and is tried again', async () => {
    const { orderId } = await shop.aPlacedOrder();
    await bank.goesWrong({ fails: 1 });
    await expect(shop.settle(orderId)).rejects.toBeInstanceOf(Outage);
    expect(shop.told(orderId)).toEqual([]);
    expect(await shop.settle(orderId)).toBe('CAPTURED');
  });

  test('is not captured any more once the order was told that it was refused: the hold is let go', async () => {
    const { orderId, payment } = await shop.aPlacedOrder();
    await bank.goesWrong({ refusesCapture: 1 });
    // The second time before the order has heard it, as when the first message comes again.
    for (let time = 0; time < 2; time++) expect(await shop.settle(orderId)).toBe('REFUSED');
    expect(await bank.provider.get(payment.paymentId)).toMatchObject({ status: 'voided', captured: 0 });
    expect(shop.told(orderId)).toEqual(['REFUSED']);
  });

  test('is captured once though the bank’s answer is lost', async () => {
    const { orderId, payment } = await shop.aPlacedOrder();
    await bank.goesWrong({ loses: 1 });
    await expect(shop.settle(orderId)).rejects.toBeInstanceOf(Outage);
    expect(await shop.settle(orderId)).toBe('CAPTURED');
    expect(await bank.provider.get(payment.paymentId)).toMatchObject({ captured: 45000, refunded: 0 });
  });

  test('that an invoice asks for is not due; an order of the release before is left alone', async () => {
    const [invoiced, old] = [anOrder({ payment: { provider: 'invoice' } }), anOrder()];
    await shop.place(invoiced, old);
    expect(await shop.settle(invoiced.orderId)).toBe('NOT_DUE');
    expect(await shop.settle(old.orderId)).toBe('NOTHING_TO_SETTLE');
    expect([shop.told(invoiced.orderId), shop.told(old.orderId)]).toEqual([['NOT_DUE'], []]);
  });

  test('the watchdog sees that it is settled, and that it is not', async () => {
    const { orderId } = await shop.aPlacedOrder();
    const isSettled = async () => {
      const [row] = await sql<{ settled: boolean | null }>(
        `select (select s.settled_due from settlements s where s.order_id = d.order_id) = d.due_local as settled
         from due_orders d where d.order_id = :orderId::uuid`,
        { orderId },
      );
      return row?.settled;
    };
    expect(await isSettled()).not.toBe(true);
    await shop.settle(orderId);
    expect(await isSettled()).toBe(true);
    await cancel(orderId);
    expect(await isSettled()).toBe(false);
  });
});
