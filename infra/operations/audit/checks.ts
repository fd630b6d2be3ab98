import type { PaymentTerms } from '../../../src/contracts/events.ts';

/** A payment as its bank has it. Amounts in hundredths of its currency, times in ms since 1970. */
export interface BankPayment {
  id: string;
  status: 'authorised' | 'captured' | 'voided' | 'expired';
  captured: number;
  refunded: number;
  createdAt: number;
  orderId: string | undefined;
}

/** An order as its money sees it: what is due in hundredths of its currency and in US cents, its entries in the books, its mails. */
export interface AuditedOrder {
  orderId: string;
  status: string;
  due: number;
  dueUsd: number;
  terms: PaymentTerms | undefined;
  ledger: readonly { kind: 'SALE' | 'CREDIT'; amount: number }[];
  /** As the mail ledger calls them; only those that were sent. */
  mails: string[];
}

/** All that must agree, at one moment. */
export interface Picture {
  now: number;
  payments: BankPayment[];
  orders: AuditedOrder[];
}

const DAY = 86_400_000;

/** How long a hold may stay without an order: a day, and what the tries to bring the order back take. */
const ORPHAN_MS = DAY + 3 * 3_600_000;

/** What stays with us of a payment. */
const kept = ({ captured, refunded }: BankPayment) => captured - refunded;

const moneyOf = ({ orderId, due, terms }: AuditedOrder, payments: readonly BankPayment[]): string[] => {
  // An order of a release that charged at once: its money was never in this bank.
  if (terms === undefined) return [];
  const all = payments.reduce((sum, payment) => sum + kept(payment), 0);
  const holds = payments.filter(({ status }) => status === 'authorised');
  const wanted = terms.provider === 'invoice' ? 0 : due;
  return [
    ...(all === wanted ? [] : [`order ${orderId}: ${wanted} is due, the bank has ${all}`]),
    ...holds.map(({ id }) => `order ${orderId}: the money of ${id} is still held`),
  ];
};

const booksOf = ({ orderId, dueUsd, ledger }: AuditedOrder): string[] => {
  const sum = ledger.reduce((total, { kind, amount }) => total + (kind === 'SALE' ? amount : -amount), 0);
  const sales = ledger.filter(({ kind }) => kind === 'SALE').length;
  return [
    ...(sum === dueUsd ? [] : [`order ${orderId}: ${dueUsd} US cents are due, the books have ${sum}`]),
    ...(sales <= 1 ? [] : [`order ${orderId}: it was sold ${sales} times`]),
  ];
};

const mailsOf = ({ orderId, status, mails }: AuditedOrder): string[] => {
  const thanks = mails.filter((mail) => mail === 'OrderCreated').length;
  // Thanks that come after the cancellation are no longer true.
  const isWell = thanks === 1 || (thanks === 0 && status === 'CANCELLED' && mails.includes('OrderCancelled'));
  return isWell ? [] : [`order ${orderId}: ${thanks} mails say thanks`];
};

const orphanOf = (payment: BankPayment, now: number): string[] => {
  const isWithUs = payment.status === 'authorised' || kept(payment) > 0;
  if (!isWithUs || now - payment.createdAt < ORPHAN_MS) return [];
  return [
    `payment ${payment.id}: its order ${payment.orderId ?? '(none)'} is not stored, and it never went back`,
  ];
};

/**
 * All that does not agree between bank, orders, books and mails, in words; nothing when all is well. It judges a shop
 * at rest: while orders are under way, some of it is only not yet so.
 */
export const violations = ({ now, payments, orders }: Picture): string[] => {
  const byOrder = Map.groupBy(payments, ({ orderId }) => orderId);
  const known = new Set(orders.map(({ orderId }) => orderId));
  return [
    ...orders.flatMap((order) => [
      ...moneyOf(order, byOrder.get(order.orderId) ?? []),
      ...booksOf(order),
      ...mailsOf(order),
    ]),
    ...payments
      .filter(({ orderId }) => orderId === undefined || !known.has(orderId))
      .flatMap((payment) => orphanOf(payment, now)),
  ];
};
