import { type AuditedOrder, disagreements, type Picture } from '../../../infra/operations/audit/checks.ts';

const DAY = 86_400_000;
const NOW = 10 * DAY;

const order = (changes: Partial<AuditedOrder> = {}): AuditedOrder => ({
  orderId: 'order-1',
  status: 'STOCKED',
  due: 45000,
  dueUsd: 45000,
  terms: { provider: 'blankOfAmerica', paymentId: 'boa_1', amount: 45000, currency: 'USD' },
  mails: ['OrderCreated', 'OrderDeliverable'],
  ...changes,
});

const payment = (changes: Partial<Picture['bank'][number]> = {}): Picture['bank'][number] => ({
  id: 'boa_1',
  status: 'captured',
  captured: 45000,
  refunded: 0,
  createdAt: NOW - DAY / 2,
  orderId: 'order-1',
  ...changes,
});

const hold = { status: 'authorised', captured: 0 } as const;
const sale: Picture['ledger'] = [{ orderId: 'order-1', kind: 'SALE', amountUsd: 45000 }];
const credited: Picture['ledger'] = [...sale, { orderId: 'order-1', kind: 'CREDIT', amountUsd: 15000 }];

const cancelledUnheard = order({ status: 'CANCELLED', due: 0, dueUsd: 0, mails: [] });

const found = (orders: AuditedOrder[], bank: Picture['bank'], ledger = sale) =>
  disagreements({ now: NOW, orders, bank, ledger }).map(({ subject, says }) => `${subject}: ${says}`);

describe('An audit', () => {
  test.each<[string, AuditedOrder[], Picture['bank'], Picture['ledger']]>([
    ['an order that is paid', [order()], [payment()], sale],
    ['a refund', [order({ due: 30000, dueUsd: 30000 })], [payment({ refunded: 15000 })], credited],
    [
      'an order cancelled before it was captured',
      [order({ status: 'CANCELLED', due: 0, dueUsd: 0, mails: ['OrderCancelled'] })],
      [payment({ status: 'voided', captured: 0 })],
      [],
    ],
    ['an invoice', [order({ terms: { provider: 'invoice' } })], [], sale],
    ['an order of the release before', [order({ terms: undefined })], [], sale],
    ['a hold whose order may still come', [], [payment(hold)], []],
    ['a hold that went back', [], [payment({ status: 'voided', captured: 0, createdAt: 0 })], []],
  ])('has nothing to say of %s', (_, orders, payments, ledger) => {
    expect(found(orders, payments, ledger)).toEqual([]);
  });

  test.each<[string, AuditedOrder[], Picture['bank'], Picture['ledger']]>([
    ['order-1: 45000 is due, the bank has 0', [order()], [], sale],
    ['order-1: 45000 is due, the bank has 90000', [order()], [payment(), payment({ id: 'boa_2' })], sale],
    ['order-1: 30000 is due, the bank has 45000', [order({ due: 30000 })], [payment()], sale],
    ['order-1: 0 is due, the bank has 45000', [order({ terms: { provider: 'invoice' } })], [payment()], sale],
    [
      'order-1: the money of boa_2 is still held',
      [order()],
      [payment(), payment({ id: 'boa_2', ...hold })],
      sale,
    ],
    ['order-1: it was sold 2 times', [order({ dueUsd: 90000 })], [payment()], [...sale, ...sale]],
    ['boa_1: its order (none) is not stored', [], [payment({ orderId: undefined })], []],
    ['order-1: no mail says thanks', [cancelledUnheard], [payment({ status: 'voided', captured: 0 })], []],
    ['order-1: 45000 US cents are due, the books have 0', [order()], [payment()], []],
    ['order-1: no mail says thanks', [order({ mails: [] })], [payment()], sale],
    [
      'boa_1: its order order-9 is not stored',
      [],
      [payment({ ...hold, orderId: 'order-9', createdAt: NOW - 2 * DAY })],
      [],
    ],
  ])('says: %s', (words, orders, payments, ledger) => {
    expect(found(orders, payments, ledger)).toEqual([expect.stringContaining(words)]);
  });
});
