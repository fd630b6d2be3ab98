import type { Evidence, Fault } from '../../../infra/audit/evidence.ts';
import { invariants, violations } from '../../../infra/audit/violations.ts';
import { atRest, changed, SLOT, T, without, withMore, withRow } from './evidenceGiven.ts';

const SECOND = 1000;

const THANKS = { mail: 'OrderCreated' };
const BOOKED = { mail: `DeliveryBooked:${SLOT}` };

const said = (ask: string, evidence: Evidence = atRest) => evidence.told.find((each) => each.ask === ask)!;

const never = withRow('told', {
  ...said('createOrder'),
  key: 'key-2',
  status: 402,
  code: 'PAYMENT_DECLINED',
  orderId: undefined,
} as never);

const twin = (evidence: Evidence): Evidence => ({
  ...evidence,
  orders: [...evidence.orders, { ...evidence.orders[0]!, orderId: 'order-2' }],
  lines: [...evidence.lines, ...evidence.lines.map((line) => ({ ...line, orderId: 'order-2' }))],
});

const cancelled = changed(
  'orders',
  {},
  { status: 'CANCELLED', cancelledReason: 'BY_OPERATOR', due: 0, dueUsd: 0 },
);

const waits = { consumer: 'stock', event: 'OrderPlaced', orderId: 'order-1' };

/** The smallest evidence that breaks each invariant in each of its ways, and what is said of it. */
const broken: [keyof typeof invariants, string, Evidence][] = [
  ['statusesFollowTheTable', 'after PLACED → DELIVERY_BOOKED', without('history', { status: 'STOCKED' })],
  ['statusesFollowTheTable', 'after STOCKED', without('history', { status: 'PLACED' })],
  ['statusesFollowTheTable', 'is STOCKED after', changed('orders', {}, { status: 'STOCKED' })],
  [
    'cancellationsHaveTheirReason',
    'for the reason BY_OPERATOR',
    changed('orders', {}, { cancelledReason: 'BY_OPERATOR' }),
  ],
  ['cancellationsHaveTheirReason', 'for the reason null', changed('orders', {}, { status: 'CANCELLED' })],
  ['linesAddUp', 'its lines 30000 (600000)', without('lines', { sku: 'BB001' })],
  ['linesAddUp', 'its lines 45000 (900001)', changed('lines', { sku: 'BL001' }, { price: 600_001 })],
  ['dueIsWhatIsLeft', 'has 600001 (30000) due', changed('orders', {}, { due: 600_001 })],
  ['dueIsWhatIsLeft', 'but 0 (0) is left', changed('orders', {}, { status: 'CANCELLED' })],
  ['refundsAreOfItsLines', 'its line says 0', changed('lines', { refunded: 1 }, { refunded: 0 })],
  [
    'refundsAreOfItsLines',
    '3 of 2 BL001',
    changed(
      'refunds',
      {},
      { lines: [{ sku: 'BL001', quantity: 3 }] },
      changed('lines', { refunded: 1 }, { refunded: 3 }),
    ),
  ],
  ['ordersComeToRest', 'is still PLACED', changed('orders', {}, { status: 'PLACED' })],
  ['ordersComeToRest', 'not paid', changed('orders', {}, { paidAt: null })],
  ['ordersComeToRest', 'is booked and still STOCKED', changed('orders', {}, { status: 'STOCKED' })],
  [
    'organisationsKeepTheirLimit',
    'is one of 2',
    twin(changed('orders', {}, { terms: { provider: 'invoice' }, orgNumber: '556036079' })),
  ],
  [
    'paymentsFailByTheBanksWord',
    'its bank has not said no',
    changed('orders', {}, { status: 'CANCELLED', cancelledReason: 'PAYMENT_FAILED' }),
  ],
  [
    'paymentsFailByTheBanksWord',
    'and it was charged',
    changed('orders', {}, { status: 'CANCELLED', cancelledReason: 'PAYMENT_FAILED' }),
  ],
  [
    'declinedIsNotHeld',
    'was told that it was declined',
    changed('told', { ask: 'createOrder' }, { status: 402, code: 'PAYMENT_DECLINED' }),
  ],
  ['refundsAreAskedFor', 'was refunded 2 times', withMore('refunds', { refundId: 'refund-2' })],
  [
    'firstBookingsReplaceNothing',
    'was booked 2 times',
    withRow('told', { ...said('bookDelivery'), time: SLOT + 1, bookedTime: SLOT + 1 } as never),
  ],
  [
    'eventsAreAnnouncedSoon',
    'OrderPlaced was announced after',
    changed('announcements', {}, { at: T + 200 * SECOND }),
  ],
  ['nothingReadableIsGivenUp', 'a person had to put it back', withRow('putBack', waits)],

  [
    'exactlyWhatIsDueIsPaid',
    '600000 is due, the bank has 599999',
    changed('bank', {}, { refunded: 300_001 }),
  ],
  [
    'exactlyWhatIsDueIsPaid',
    'the bank has 1200000',
    withMore('bank', { id: 'pay-2', captured: 600_000, refunded: 0 }),
  ],
  [
    'exactlyWhatIsDueIsPaid',
    '0 is due, the bank has 600000',
    changed('orders', {}, { terms: { provider: 'invoice' } }),
  ],
  [
    'exactlyWhatIsDueIsPaid',
    'pay-2 is still held',
    withMore('bank', { id: 'pay-2', status: 'authorised', captured: 0, refunded: 0 }),
  ],
  ['nobodyPaysForNothing', '600000 stays with us', changed('bank', {}, { orderId: 'order-9' })],
  [
    'nobodyPaysForNothing',
    'held for longer than a day',
    changed(
      'bank',
      {},
      { orderId: undefined, status: 'authorised', captured: 0, refunded: 0, createdAt: T - 2 * 86_400_000 },
    ),
  ],
  ['ordersHearOfTheirMoney', 'has told nothing', without('settlements', {})],
  ['ordersHearOfTheirMoney', 'is not paid', changed('orders', {}, { paidAt: null })],
  ['rowsSayWhatBanksSay', 'we say nothing', without('payments', {})],
  ['rowsSayWhatBanksSay', 'we say captured 900000 − 0', changed('payments', {}, { refunded: 0 })],

  ['booksHaveWhatIsDue', 'the books have 45000', without('ledger', { kind: 'CREDIT' })],
  ['booksHaveWhatIsDue', 'sold 2 times', withMore('ledger', { amountUsd: 0 })],
  ['booksHaveWhatWasPlaced', 'is no order', changed('ledger', {}, { orderId: 'order-9' })],
  ['booksHaveWhatWasPlaced', 'sold for 44000', changed('ledger', { kind: 'SALE' }, { amountUsd: 44_000 })],

  ['slotsAreNeverOverfull', 'and it counts 2', changed('slots', {}, { taken: 2 })],
  [
    'slotsAreNeverOverfull',
    '1 deliveries in 0 places',
    { ...atRest, policy: { ...atRest.policy, slotCapacity: 0 } },
  ],
  ['cancelledOrdersKeepNoPlace', 'still has a place', cancelled],
  ['whatIsBookedIsBrought', 'has no delivery', changed('deliveries', {}, { time: null })],
  ['whatIsBookedIsBrought', 'changed 2 times', changed('deliveries', {}, { changes: 2 })],

  ['everyMailArrives', 'OrderCreated never came', without('mailbox', THANKS)],
  ['everyMailArrives', 'DeliveryBooked', without('mailbox', BOOKED)],
  [
    'everyMailArrives',
    'OrderDeliverable never came',
    changed(
      'deliveries',
      {},
      { time: null },
      changed('orders', {}, { status: 'STOCKED' }, without('mailbox', { mail: 'OrderDeliverable' })),
    ),
  ],
  [
    'everyMailArrives',
    'OrderRefunded:refund-1 never came',
    without('mailbox', { mail: 'OrderRefunded:refund-1' }),
  ],
  ['everyMailArrives', 'OrderCancelled never came', cancelled],
  [
    'everyMailArrives',
    'OrderCreated never came',
    changed('mails', THANKS, { state: 'CAPPED' }, without('mailbox', THANKS, without('mailbox', BOOKED))),
  ],
  [
    'everyMailArrives',
    'OrderCreated never came',
    changed('mails', THANKS, { state: 'UNDELIVERABLE' }, without('mailbox', THANKS)),
  ],
  [
    'mailsComeOnce',
    'OrderCreated came 2 times',
    withMore('mailbox', { receivedAt: T + 200 * SECOND }, changed('mails', THANKS, { claims: 2 })),
  ],
  ['theLedgerOfMailsIsTrue', 'is noted and never came', without('mailbox', THANKS)],
  ['theLedgerOfMailsIsTrue', 'came and is not noted', changed('mails', THANKS, { sentAt: null })],
  ['mailsReachTheirCustomer', 'somebody else', changed('mailbox', THANKS, { to: 'bob@example.com' })],
  ['mailsReachTheirCustomer', 'no such order', changed('mailbox', THANKS, { orderId: 'order-9' })],

  [
    'noMailIsUntrue',
    'before it was true',
    changed('mailbox', { mail: 'OrderDeliverable' }, { receivedAt: T + 2 * SECOND }),
  ],
  ['noMailIsUntrue', 'before it was true', withMore('mailbox', { mail: 'OrderCancelled' })],
  [
    'noMailIsUntrue',
    'before it was true',
    withMore('mailbox', { mail: 'DeliveryBooked:1', receivedAt: T + 60 * SECOND }),
  ],
  [
    'noMailIsUntrue',
    'true no more',
    changed(
      'mails',
      { mail: 'OrderDeliverable' },
      { claimedAt: T + 11 * SECOND },
      changed('mailbox', { mail: 'OrderDeliverable' }, { receivedAt: T + 12 * SECOND }),
    ),
  ],
  [
    'noMailIsUntrue',
    'true no more',
    withMore('mailbox', { mail: 'OrderDeliverable', receivedAt: T + 106 * SECOND }),
  ],

  [
    'nothingStaysUnannounced',
    'OrderPlaced was not announced',
    changed('outbox', { event: 'OrderPlaced' }, { publishedAt: null }),
  ],
  [
    'nothingStaysUnannounced',
    'OrderPlaced was not announced',
    { ...changed('outbox', { event: 'OrderPlaced' }, { publishedAt: null }), isHealed: false },
  ],
  ['nothingIsLeft', 'OrderPlaced is stuck', changed('outbox', { event: 'OrderPlaced' }, { isStuck: true })],
  ['nothingIsLeft', 'waits for stock', withRow('queued', waits)],
  ['nothingIsLeft', 'given up by stock', withRow('deadLetters', waits)],
  [
    'announcementsAreBounded',
    'announced 3 times',
    withMore('announcements', {}, withMore('announcements', {})),
  ],
  [
    'announcementsAreBounded',
    'nothing was wrong',
    changed('outbox', { event: 'OrderPlaced' }, { reminders: 1 }),
  ],
  [
    'ordersHealInTime',
    'took 62 quiet seconds',
    changed('history', { status: 'STOCKED' }, { at: T + 63 * SECOND }),
  ],

  ['acceptedOrdersExist', 'was accepted and is lost', { ...atRest, orders: [] }],
  [
    'acceptedOrdersExist',
    'not ann@example.com: 1 BB001, 2 BL001 for 45000',
    changed('lines', { sku: 'BL001' }, { quantity: 3 }),
  ],
  [
    'oneKeyIsOneOrder',
    'has the orders order-1, order-2',
    withMore('told', { orderId: 'order-2', totalUsd: 1 } as never),
  ],
  ['oneKeyIsOneOrder', 'has the orders order-1, order-2', withMore('told', { orderId: 'order-2' } as never)],
  ['refusalsStand', '2 orders of', twin(never)],
  ['refusalsStand', '1 orders of', changed('told', { ask: 'createOrder' }, { status: 429 })],
  [
    'yesStaysYes',
    'later refused with PRICE_CHANGED',
    withMore('told', { askedAt: T + 100 * SECOND, status: 409, code: 'PRICE_CHANGED' } as never),
  ],
  [
    'commandsAreObeyed',
    'to be cancelled and is not',
    withRow('told', { ...said('refundOrder'), ask: 'cancelOrder' } as never),
  ],
  [
    'commandsAreObeyed',
    'to be free and was charged',
    withRow('told', { ...said('refundOrder'), ask: 'cancelOrder', money: 'NOTHING_CHARGED' } as never),
  ],
  ['commandsAreObeyed', 'to be refunded and is not', without('refunds', {})],

  [
    'statusNeverGoesBack',
    'PLACED after STOCKED',
    withRow('told', { ...said('orderStatus'), askedAt: T + 6 * SECOND, orderStatus: 'PLACED' } as never),
  ],
  [
    'statusNeverGoesBack',
    'PENDING after PAID',
    withRow('told', { ...said('orderStatus'), askedAt: T + 6 * SECOND, payment: 'PENDING' } as never),
  ],
  [
    'statusNeverGoesBack',
    'there is none',
    withRow('told', { ...said('orderStatus'), askedAt: T + 6 * SECOND, status: 404 } as never),
  ],
  [
    'statusIsOfItsHistory',
    'too early',
    changed('told', { ask: 'orderStatus' }, { orderStatus: 'DELIVERY_BOOKED' }),
  ],
  ['bookingsAreAsTold', 'and nothing is', changed('deliveries', {}, { time: null })],
  ['bookingsAreAsTold', 'and 2026', changed('deliveries', {}, { time: SLOT + 1 })],
  ['bookingsAreAsTold', 'told that nothing is booked', without('told', { ask: 'bookDelivery' })],
  [
    'cancelledStaysCancelled',
    'is not',
    changed('told', { ask: 'orderStatus' }, { orderStatus: 'CANCELLED' }),
  ],
];

const found = (evidence: Evidence) =>
  violations(evidence).map(({ invariant, says }) => `${invariant}: ${says}`);

describe('The checker', () => {
  test('has nothing to say of a shop at rest', () => {
    expect(found(atRest)).toEqual([]);
  });

  test.each(broken)('finds that %s is broken: %s', (invariant, words, evidence) => {
    const said = violations(evidence).filter((violation) => violation.invariant === invariant);
    expect(said.map(({ says }) => says)).toContainEqual(expect.stringContaining(words));
  });

  test('is shown a way to break each of its invariants', () => {
    expect([...new Set(broken.map(([invariant]) => invariant))].sort()).toEqual(
      Object.keys(invariants).sort(),
    );
  });
});

const kill: Fault = { what: 'process', how: 'kill', from: T + 1050, to: T + 9 * SECOND };
const duplicate = withMore(
  'mailbox',
  { receivedAt: T + 200 * SECOND },
  changed('mails', THANKS, { claims: 2 }),
);

describe('What is excused is excused by evidence', () => {
  test.each<[string, Evidence]>([
    ['a mail that came twice after a crash', withRow('faults', kill, duplicate)],
    ['a crash that hit this order', withRow('faults', { ...kill, orderId: 'order-1' }, duplicate)],
    [
      'an event that was announced again for a crash',
      withRow('faults', kill, withMore('announcements', {}, withMore('announcements', {}))),
    ],
    [
      'an order that was late by as much as the trouble lasted',
      withRow('faults', { ...kill, to: T + 63 * SECOND }, changed('orders', {}, { paidAt: T + 63 * SECOND })),
    ],
    ['a doubt that became an order', changed('told', { ask: 'createOrder' }, { status: undefined })],
    [
      'a capped mail of a customer who got as many as he may',
      changed(
        'mails',
        THANKS,
        { state: 'CAPPED', sentAt: null },
        changed('mailbox', {}, { to: 'Ann@example.com' }, without('mailbox', THANKS)),
      ),
    ],
  ])('%s', (_, evidence) => {
    expect(found(evidence).filter((line) => !line.startsWith('noMailIsUntrue'))).toEqual([]);
  });

  test('but not a crash that hit another order', () => {
    expect(found(withRow('faults', { ...kill, orderId: 'order-2' }, duplicate))).toHaveLength(1);
  });

  test('nor one that came later', () => {
    expect(
      found(withRow('faults', { ...kill, from: T + 150 * SECOND, to: T + 151 * SECOND }, duplicate)),
    ).toHaveLength(1);
  });

  test('nor one after which the event was known to be announced', () => {
    const often = withMore('announcements', {}, withMore('announcements', {}));
    expect(found(withRow('faults', { ...kill, from: T + 5 * SECOND }, often))).toHaveLength(1);
  });

  test('a reminder of an event whose consumers were still busy with earlier trouble', () => {
    const reminded = changed('outbox', { event: 'OrderPlaced' }, { reminders: 1 });
    const before = (seconds: number) => ({ ...kill, from: T - seconds * SECOND, to: T - seconds * SECOND });
    expect(found(withRow('faults', before(50), reminded))).toEqual([]);
    expect(found(withRow('faults', before(100), reminded))).toHaveLength(1);
  });

  test('nor one for which nobody claimed the mail again', () => {
    const claimedOnce = changed('mails', THANKS, { claims: 1 }, duplicate);
    expect(found(withRow('faults', kill, claimedOnce))).toHaveLength(1);
  });

  const unstocked = changed('orders', {}, { status: 'PLACED' });
  const restless = (evidence: Evidence) =>
    found(evidence).filter((line) => line.startsWith('ordersComeToRest'));

  test('an order whose message lies among the dead letters is known', () => {
    expect(restless({ ...withRow('deadLetters', waits, unstocked), isHealed: false })).toEqual([]);
  });

  test('an order whose event the watchdog has found stuck is known', () => {
    const stuck = changed('outbox', { event: 'OrderPlaced' }, { isStuck: true }, unstocked);
    expect(restless({ ...stuck, isHealed: false })).toEqual([]);
  });

  test('but not where a message of another order does, or where all is said to be healed', () => {
    const other = withRow('deadLetters', { ...waits, orderId: 'order-2' }, unstocked);
    expect(restless({ ...other, isHealed: false })).toHaveLength(1);
    expect(restless(withRow('deadLetters', waits, unstocked))).toHaveLength(1);
  });
});
