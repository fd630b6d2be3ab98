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
