import { type AuditedOrder, type BankPayment, violations } from '../../../infra/operations/audit/checks.ts';

const DAY = 86_400_000;
const NOW = 10 * DAY;

const order = (changes: Partial<AuditedOrder> = {}): AuditedOrder => ({
  orderId: 'order-1',
  status: 'STOCKED',
  due: 45000,
  dueUsd: 45000,
  terms: { provider: 'blankOfAmerica', paymentId: 'boa_1', amount: 45000, currency: 'USD' },
  ledger: [{ kind: 'SALE', amount: 45000 }],
  mails: ['OrderCreated', 'OrderDeliverable'],
  ...changes,
});

const payment = (changes: Partial<BankPayment> = {}): BankPayment => ({
  id: 'boa_1',
  status: 'captured',
  captured: 45000,
  refunded: 0,
  createdAt: NOW - DAY / 2,
  orderId: 'order-1',
  ...changes,
});

const hold = { status: 'authorised', captured: 0 } as const;

const credited = {
  ledger: [
    { kind: 'SALE', amount: 45000 },
    { kind: 'CREDIT', amount: 15000 },
  ],
} as const;

const found = (orders: AuditedOrder[], payments: BankPayment[]) => violations({ now: NOW, orders, payments });

describe('An audit', () => {
  test.each<[string, AuditedOrder[], BankPayment[]]>([
    ['an order that is paid', [order()], [payment()]],
    [
      'an order that was cancelled before it was thanked for',
      [order({ status: 'CANCELLED', due: 0, dueUsd: 0, ledger: [], mails: ['OrderCancelled'] })],
      [payment({ status: 'voided', captured: 0 })],
    ],
    [
      'a refund',
      [order({ due: 30000, dueUsd: 30000, ...credited, ledger: [...credited.ledger] })],
      [payment({ refunded: 15000 })],
    ],
    [
      'an order cancelled before it was captured',
      [order({ status: 'CANCELLED', due: 0, dueUsd: 0, ledger: [] })],
      [payment({ status: 'voided', captured: 0 })],
    ],
    ['an invoice', [order({ terms: { provider: 'invoice' } })], []],
    ['an order of the release before', [order({ terms: undefined })], []],
    ['a hold whose order may still come', [], [payment(hold)]],
    ['a hold that went back', [], [payment({ status: 'voided', captured: 0, createdAt: 0 })]],
  ])('has nothing to say of %s', (_, orders, payments) => {
    expect(found(orders, payments)).toEqual([]);
  });

  test.each<[string, AuditedOrder[], BankPayment[]]>([
    ['45000 is due, the bank has 0', [order()], []],
    ['45000 is due, the bank has 90000', [order()], [payment(), payment({ id: 'boa_2' })]],
    ['30000 is due, the bank has 45000', [order({ due: 30000 })], [payment()]],
    ['0 is due, the bank has 45000', [order({ terms: { provider: 'invoice' } })], [payment()]],
    ['the money of boa_2 is still held', [order()], [payment(), payment({ id: 'boa_2', ...hold })]],
    ['45000 US cents are due, the books have 0', [order({ ledger: [] })], [payment()]],
    [
      'it was sold 2 times',
      [order({ dueUsd: 90000, ledger: [...order().ledger, ...order().ledger] })],
      [payment()],
    ],
    ['0 mails say thanks', [order({ mails: [] })], [payment()]],
    ['2 mails say thanks', [order({ mails: ['OrderCreated', 'OrderCreated'] })], [payment()]],
    [
      'its order order-9 is not stored',
      [],
      [payment({ ...hold, orderId: 'order-9', createdAt: NOW - 2 * DAY })],
    ],
    ['its order (none) is not stored', [], [payment({ orderId: undefined, createdAt: NOW - 2 * DAY })]],
  ])('says: %s', (words, orders, payments) => {
    expect(found(orders, payments)).toEqual([expect.stringContaining(words)]);
  });
});
