import { sql } from '../../src/platform/rdsData.ts';
import { randomUUID } from 'node:crypto';
import { anOrder } from '../given.ts';
import { withMigratedDatabase } from './databaseGiven.ts';
import { aShop, count, times } from './storeGiven.ts';

withMigratedDatabase();
let shop: ReturnType<typeof aShop>;

beforeEach(() => {
  shop = aShop();
});

describe('The ledgers', () => {
  test('an order is entered in the books once and for ever', async () => {
    const order = anOrder();
    await shop.place(order);
    const entry = { orderId: order.orderId, amount: 45000, reference: 'ledger-1' };
    const results = await times(20, () =>
      shop.aService().Mutation.recordLedgerEntries(null, { entries: [entry, entry] }),
    );
    expect(count(results.flat().map(({ outcome }) => outcome))).toEqual({
      RECORDED: 1,
      ALREADY_RECORDED: 39,
    });
  });

  test('what is left of sales and credits is what is due, in whichever order they come, and each counts once', async () => {
    const order = anOrder({ payment: { provider: 'invoice' } });
    const { orderId } = order;
    await shop.place(order);
    const [sale, refund] = [
      { eventId: randomUUID(), orderId, kind: 'SALE' as const, amount: 45000, reference: 'ledger-1' },
      { eventId: randomUUID(), orderId, kind: 'CREDIT' as const, amount: 15000, reference: 'ledger-2' },
    ];
    const entries = [refund, sale, refund, { ...sale, eventId: randomUUID() }];
    const results = await shop.service.Mutation.recordLedgerEntries(null, { entries });
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'RECORDED',
      'RECORDED',
      'ALREADY_RECORDED',
      'ALREADY_RECORDED',
    ]);
    expect(await shop.service.Order.ledger({ orderId })).toMatchObject([
      { kind: 'CREDIT', amount: 15000 },
      { kind: 'SALE', amount: 45000 },
    ]);
    expect(await shop.service.Order.ledgerEntry({ orderId })).toMatchObject({ kind: 'SALE', amount: 45000 });
  });

  test('the release before and this one see each other’s sales, and enter none twice', async () => {
    const [old, fresh] = [anOrder(), anOrder()];
    await shop.place(old, fresh);
    await sql(
      `insert into finance_ledger (order_id, amount, reference) values (:id::uuid, 45000, 'before')`,
      {
        id: old.orderId,
      },
    );
    const entries = [old, fresh].map(({ orderId }) => ({
      eventId: randomUUID(),
      orderId,
      amount: 45000,
      reference: 'now',
    }));
    const results = await shop.service.Mutation.recordLedgerEntries(null, { entries });
    expect(results.map(({ outcome }) => outcome)).toEqual(['ALREADY_RECORDED', 'RECORDED']);
    expect(
      await sql(
        `select reference from finance_ledger where order_id in (:old::uuid, :fresh::uuid) order by reference`,
        { old: old.orderId, fresh: fresh.orderId },
      ),
    ).toEqual([{ reference: 'before' }, { reference: 'now' }]);
  });

  test('a wrong amount or an unknown order does not get into the books', async () => {
    const order = anOrder();
    await shop.place(order);
    const entries = [
      { orderId: order.orderId, amount: 1, reference: 'typo' },
      { orderId: randomUUID(), amount: 45000, reference: 'nobody' },
    ];
    const results = await shop.service.Mutation.recordLedgerEntries(null, { entries });
    expect(results.map(({ outcome }) => outcome)).toEqual(['WRONG_AMOUNT', 'ORDER_NOT_FOUND']);
    expect(await shop.service.Order.ledgerEntry({ orderId: order.orderId })).toBeNull();
  });
});
