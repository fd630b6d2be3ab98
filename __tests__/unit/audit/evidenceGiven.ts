import type { Evidence } from '../../../infra/audit/evidence.ts';

/** When everything in the evidence happens, in ms since 1970, some seconds after it. */
export const T = Date.UTC(2026, 10, 24, 12);

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The time that is booked. */
export const SLOT = T + 2 * 86_400_000;

const policy = {
  slotCapacity: 2,
  mailsPerDay: 3,
  invoicesPerDay: 1,
  claimMs: 95 * SECOND,
  statementMs: 0,
  healMs: MINUTE,
  relayMs: 2 * MINUTE,
};

const anOrder: Evidence['orders'][number] = {
  orderId: 'order-1',
  status: 'DELIVERY_BOOKED',
  cancelledReason: null,
  market: 'MX',
  email: 'Ann@example.com',
  orgNumber: null,
  testId: 0,
  terms: { provider: 'elBancoBlanco', paymentId: 'pay-1', amount: 900_000, currency: 'MXN' },
  paidAt: T + 2 * SECOND,
  placedAt: T + SECOND,
  total: 900_000,
  totalUsd: 45_000,
  due: 600_000,
  dueUsd: 30_000,
};

const of = { orderId: 'order-1' };

const aStep = (status: Evidence['orders'][number]['status'], at: number) => ({ ...of, status, at });

const aMail = (mail: string, receivedAt: number) => ({ ...of, mail, to: 'ann@example.com', receivedAt });

const aMailRow = (mail: string, at: number) => ({
  ...of,
  mail,
  claims: 1,
  claimedAt: at,
  sentAt: at + 100,
  state: null,
});

const anEvent = (event: string, at: number) => ({
  ...of,
  event,
  eventId: `${event}-1`,
  createdAt: at,
  publishedAt: at + 100,
  attempts: 0,
  reminders: 0,
  isStuck: false,
});

const mails = [
  ['OrderCreated', T + SECOND],
  ['OrderDeliverable', T + 4 * SECOND],
  [`DeliveryBooked:${SLOT}`, T + 10 * SECOND],
  ['OrderRefunded:refund-1', T + 20 * SECOND],
] as const;

const answered = (second: number, status: number) => ({
  askedAt: T + second * SECOND,
  at: T + second * SECOND + 50,
  status,
});

/** A shop at rest: one order that was charged, stocked, booked and refunded in part, with all that belongs to it. */
export const atRest: Evidence = {
  now: T + 10 * MINUTE,
  isHealed: true,
  policy,
  bank: [
    {
      ...of,
      id: 'pay-1',
      status: 'captured',
      captured: 900_000,
      refunded: 300_000,
      createdAt: T,
      email: 'ann@example.com',
      hasRefused: false,
    },
  ],
  mailbox: mails.map(([mail, at]) => aMail(mail, at + 50)),
  orders: [anOrder],
  lines: [
    { ...of, sku: 'BB001', quantity: 1, unitPriceUsd: 15_000, price: 300_000, refunded: 0 },
    { ...of, sku: 'BL001', quantity: 2, unitPriceUsd: 15_000, price: 600_000, refunded: 1 },
  ],
  history: [
    aStep('PLACED', T + SECOND),
    aStep('STOCKED', T + 3 * SECOND),
    aStep('DELIVERY_BOOKED', T + 10 * SECOND),
    aStep('DELIVERY_BOOKED', T + 20 * SECOND),
  ],
  refunds: [
    {
      ...of,
      refundId: 'refund-1',
      lines: [{ sku: 'BL001', quantity: 1 }],
      amount: 300_000,
      amountUsd: 15_000,
      at: T + 20 * SECOND,
    },
  ],
  payments: [{ ...of, id: 'pay-1', state: 'captured', captured: 900_000, refunded: 300_000 }],
  settlements: [{ ...of, announced: 'CAPTURED', letGoAt: null }],
  ledger: [
    { ...of, kind: 'SALE', amountUsd: 45_000 },
    { ...of, kind: 'CREDIT', amountUsd: 15_000 },
  ],
  deliveries: [{ ...of, market: 'MX', time: SLOT, changes: 0, cancelledAt: null }],
  slots: [{ market: 'MX', time: SLOT, taken: 1 }],
  mails: mails.map(([mail, at]) => aMailRow(mail, at)),
  outbox: [anEvent('OrderPlaced', T + SECOND), anEvent('DeliveryBooked', T + 10 * SECOND)],
  queued: [],
  deadLetters: [],
  putBack: [],
  announcements: [{ ...of, eventId: 'OrderPlaced-1', event: 'OrderPlaced', at: T + SECOND }],
  told: [
    {
      ask: 'createOrder',
      key: 'key-1',
      email: 'ann@example.com',
      lines: [
        { sku: 'BL001', quantity: 2 },
        { sku: 'BB001', quantity: 1 },
      ],
      totalUsd: 45_000,
      ...of,
      ...answered(0, 202),
    },
    { ask: 'orderStatus', ...of, orderStatus: 'STOCKED', payment: 'PAID', ...answered(5, 200) },
    { ask: 'bookDelivery', ...of, time: SLOT, bookedTime: SLOT, ...answered(9, 200) },
    { ask: 'refundOrder', ...of, key: 'refund-key', refundId: 'refund-1', ...answered(19, 200) },
  ],
  faults: [],
};

/** The evidence with some rows of one kind changed: each row that has all of `where`. */
export const changed = <Kind extends keyof Evidence>(
  kind: Kind,
  where: object,
  change: object,
  evidence: Evidence = atRest,
): Evidence => {
  const rows = evidence[kind] as unknown as readonly Record<string, unknown>[];
  const isMeant = (row: Record<string, unknown>) =>
    Object.entries(where).every(([name, value]) => row[name] === value);
  if (!rows.some(isMeant)) throw new Error(`There is no such row among ${kind}`);
  return { ...evidence, [kind]: rows.map((row) => (isMeant(row) ? { ...row, ...change } : row)) };
};

/** The evidence with rows of one kind left out: each that has all of `where`. */
export const without = <Kind extends keyof Evidence>(
  kind: Kind,
  where: object,
  evidence: Evidence = atRest,
): Evidence => {
  const rows = evidence[kind] as unknown as readonly Record<string, unknown>[];
  const left = rows.filter((row) => Object.entries(where).some(([name, value]) => row[name] !== value));
  if (left.length === rows.length) throw new Error(`There is no such row among ${kind}`);
  return { ...evidence, [kind]: left };
};

type RowOf<Kind extends keyof Evidence> = Evidence[Kind] extends readonly (infer Row)[] ? Row : never;

/** The evidence with one more row of a kind: like its first one, but for what is changed. */
export const withMore = <Kind extends keyof Evidence>(
  kind: Kind,
  change: Partial<RowOf<Kind>>,
  evidence: Evidence = atRest,
): Evidence => {
  const rows = evidence[kind] as readonly RowOf<Kind>[];
  return { ...evidence, [kind]: [...rows, { ...(rows[0] as object), ...change } as RowOf<Kind>] };
};

/** One more row of a kind of which there is none like it. */
export const withRow = <Kind extends keyof Evidence>(
  kind: Kind,
  row: RowOf<Kind>,
  evidence: Evidence = atRest,
): Evidence => ({ ...evidence, [kind]: [...(evidence[kind] as readonly RowOf<Kind>[]), row] });
