import type { BankPayment, Evidence, OrderRow } from './evidence.ts';
import { owedBy } from './excuses.ts';
import type { Finding, Invariants } from './invariant.ts';
import { toldOf } from './told.ts';

const DAY = 86_400_000;

/** How long a hold may stay without an order: a day, and what the tries to bring the order back take. */
const ORPHAN_MS = DAY + 3 * 3_600_000;

/** What stays with us of a payment. */
const kept = ({ captured, refunded }: BankPayment) => captured - refunded;

type Owed = Pick<OrderRow, 'orderId' | 'due' | 'terms'>;

const moneyOf = ({ orderId, due, terms }: Owed, payments: readonly BankPayment[]): Finding[] => {
  if (terms === undefined) return [];
  const all = payments.reduce((total, payment) => total + kept(payment), 0);
  const holds = payments.filter(({ status }) => status === 'authorised');
  const wanted = terms.provider === 'invoice' ? 0 : due;
  return [
    ...(all === wanted ? [] : [{ subject: orderId, says: `${wanted} is due, the bank has ${all}` }]),
    ...holds.map(({ id }) => ({ subject: orderId, says: `the money of ${id} is still held` })),
  ];
};

type Waiting = Pick<Evidence, 'isHealed' | 'queued' | 'deadLetters' | 'outbox'>;

/** The banks have exactly what is due of each order, and hold no more. */
const exactlyWhatIsDueIsPaid = (
  evidence: Waiting & { orders: readonly Owed[]; bank: readonly BankPayment[] },
): Finding[] => {
  const owed = owedBy(evidence, 'payment');
  const byOrder = Map.groupBy(evidence.bank, ({ orderId }) => orderId);
  return evidence.orders
    .filter(({ orderId }) => !owed.has(orderId))
    .flatMap((order) => moneyOf(order, byOrder.get(order.orderId) ?? []));
};

/** Nobody pays for what is no order, and no hold without one is older than its time. */
const nobodyPaysForNothing = ({
  now,
  orders,
  bank,
}: {
  now: number;
  orders: readonly Pick<OrderRow, 'orderId'>[];
  bank: readonly BankPayment[];
}): Finding[] => {
  const known = new Set(orders.map(({ orderId }) => orderId));
  return bank
    .filter(({ orderId }) => orderId === undefined || !known.has(orderId))
    .flatMap((payment) => {
      const of = `its order ${payment.orderId ?? '(none)'} is not stored`;
      if (kept(payment) > 0)
        return [{ subject: payment.id, says: `${of}, and ${kept(payment)} stays with us` }];
      if (payment.status !== 'authorised' || now - payment.createdAt < ORPHAN_MS) return [];
      return [{ subject: payment.id, says: `${of}, and its money is held for longer than a day` }];
    });
};

/** An order that is paid says so, with what the payment service has told: a charge captured, an invoice not due yet. */
const ordersHearOfTheirMoney = (evidence: Evidence): Finding[] => {
  const owed = owedBy(evidence, 'payment', 'updateOrderStatus');
  const told = new Map(evidence.settlements.map(({ orderId, announced }) => [orderId, announced]));
  return evidence.orders.flatMap(({ orderId, status, terms, paidAt }) => {
    if (terms === undefined || status === 'CANCELLED' || owed.has(orderId)) return [];
    const wanted = terms.provider === 'invoice' ? 'NOT_DUE' : 'CAPTURED';
    const outcome = told.get(orderId) ?? 'nothing';
    if (outcome === wanted && paidAt !== null) return [];
    const isPaid = paidAt === null ? 'is not paid' : 'is paid';
    return [{ subject: orderId, says: `${isPaid}, and its payment has told ${outcome}` }];
  });
};

/** Every payment of a stored order is a row, as its bank has it; a hold that lapsed by itself need not be noted. */
const rowsSayWhatBanksSay = (evidence: Evidence): Finding[] => {
  const owed = owedBy(evidence, 'payment');
  const rows = new Map(evidence.payments.map((row) => [row.id, row]));
  const stored = new Set(
    evidence.orders.filter(({ terms }) => terms !== undefined).map(({ orderId }) => orderId),
  );
  return evidence.bank
    .filter(({ orderId }) => orderId !== undefined && stored.has(orderId) && !owed.has(orderId))
    .flatMap(({ id, orderId, status, captured, refunded }) => {
      const row = rows.get(id);
      const isSame =
        row?.orderId === orderId &&
        row?.captured === captured &&
        row?.refunded === refunded &&
        (row.state === status || status === 'expired');
      if (isSame) return [];
      const said = row ? `${row.state} ${row.captured} − ${row.refunded}` : 'nothing';
      return [{ subject: id, says: `its bank says ${status} ${captured} − ${refunded}, we say ${said}` }];
    });
};

const isUnfounded = (own: readonly BankPayment[]) =>
  own.some(({ hasRefused }) => hasRefused === false) && !own.some(({ hasRefused }) => hasRefused);

/** An order that ended because its payment failed is one whose bank has said no, or let the hold lapse; it was never charged. */
const paymentsFailByTheBanksWord = ({
  orders,
  bank,
  settlements,
}: Pick<Evidence, 'orders' | 'bank' | 'settlements'>): Finding[] => {
  // Reconciliation gave it back, before the order came.
  const letGo = new Set(settlements.filter(({ letGoAt }) => letGoAt !== null).map(({ orderId }) => orderId));
  const payments = Map.groupBy(bank, ({ orderId }) => orderId);
  return orders
    .filter(({ orderId, cancelledReason }) => cancelledReason === 'PAYMENT_FAILED' && !letGo.has(orderId))
    .flatMap(({ orderId }) => {
      const own = payments.get(orderId) ?? [];
      return [
        ...(isUnfounded(own) ? ['its payment failed, and its bank has not said no'] : []),
        ...(own.some(({ captured }) => captured > 0) ? ['its payment failed, and it was charged'] : []),
      ].map((says) => ({ subject: orderId, says }));
    });
};

/** Who was told that his payment was declined has no money held. */
const declinedIsNotHeld = ({ told, bank }: Pick<Evidence, 'told' | 'bank'>): Finding[] => {
  const tries = Map.groupBy(toldOf(told, 'createOrder'), ({ email }) => email.toLowerCase());
  const payments = Map.groupBy(bank, ({ email }) => email?.toLowerCase());
  return [...tries].flatMap(([email, own]) =>
    own
      .filter(({ code }) => code === 'PAYMENT_DECLINED')
      // What is held may be another try's, where there was one at the same time.
      .filter((no) => !own.some((each) => each !== no && each.askedAt <= no.at && each.at >= no.askedAt))
      .flatMap(({ askedAt, at }) =>
        (payments.get(email) ?? []).filter(({ createdAt }) => createdAt >= askedAt && createdAt <= at),
      )
      .map(({ id }) => ({ subject: id, says: `its customer was told that it was declined, and it is held` })),
  );
};

/** What must be so of all money. */
export const paymentInvariants = {
  exactlyWhatIsDueIsPaid,
  nobodyPaysForNothing,
  ordersHearOfTheirMoney,
  rowsSayWhatBanksSay,
  paymentsFailByTheBanksWord,
  declinedIsNotHeld,
} satisfies Invariants;
