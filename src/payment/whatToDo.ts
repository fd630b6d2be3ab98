import type { ProviderPayment } from '../platform/paymentProvider.ts';

/** What we know of a payment that a provider lists. Times in ms since 1970. */
export interface Known {
  /** In the payment's metadata; undefined where it is none of ours. */
  orderId: string | undefined;
  /** The order, where it is stored. Its money is ours to move unless a release that charged at once took it. */
  order: { paymentId: string | null; isOurs: boolean; due: number } | null;
  /** The last try to bring the order back; DONE once all events of that time were sent again. */
  replay: { at: number; progress: 'RUNNING' | 'DONE' | 'FAILED' } | undefined;
}

/** What is so at the moment of looking. */
export interface Moment {
  now: number;
  /** No order waits to be stored, nor lies where those lie that could not be. */
  isCalm: boolean;
}

/**
 * SETTLE: the order's own settling is late. BRING_BACK: the order may be in the archive. WAIT: not yet. LET_GO: nobody
 * will ever order for it, give the money back. EXTRA: the order is paid by another payment, give this one back.
 * ASK: a person has to look.
 */
export type ToDo = 'NOTHING' | 'SETTLE' | 'BRING_BACK' | 'WAIT' | 'LET_GO' | 'EXTRA' | 'ASK';

const MINUTE = 60_000;

/** So long an order may be under way before anybody looks for it. */
export const UNDER_WAY_MS = 15 * MINUTE;

/** So long money without an order is kept for it at the least. */
export const KEPT_MS = 24 * 60 * MINUTE;

/** So long the events of a replay may take to reach placeOrder's queue, and to be seen there. */
const REPLAY_MS = 10 * MINUTE;

const forOrder = (payment: ProviderPayment, order: NonNullable<Known['order']>, kept: number): ToDo => {
  const isWithUs = payment.status === 'authorised' || kept > 0;
  // Only a deployment stores an order without the terms under which its money was held: a person decides.
  if (!order.isOurs) return isWithUs ? 'ASK' : 'NOTHING';
  if (payment.id !== order.paymentId) return isWithUs ? 'EXTRA' : 'NOTHING';
  return payment.status !== 'authorised' && kept === order.due ? 'NOTHING' : 'SETTLE';
};

const withoutOrder = ({ createdAt }: ProviderPayment, { replay }: Known, { now, isCalm }: Moment): ToDo => {
  // It may be the order that waits there.
  if (!isCalm) return 'WAIT';
  if (replay === undefined || replay.progress === 'FAILED') return 'BRING_BACK';
  if (replay.progress === 'RUNNING' || now - replay.at < REPLAY_MS || now - createdAt < KEPT_MS)
    return 'WAIT';
  // The last try is one of all that time: a customer may have gone on with his attempt hours later.
  return replay.at - createdAt < KEPT_MS ? 'BRING_BACK' : 'LET_GO';
};

/** Decides what is to be done about a payment that a provider lists. */
export const whatToDo = (payment: ProviderPayment, known: Known, moment: Moment): ToDo => {
  const kept = payment.captured - payment.refunded;
  if (moment.now - payment.createdAt < UNDER_WAY_MS) return 'NOTHING';
  if (known.order) return forOrder(payment, known.order, kept);
  if (payment.status !== 'authorised' && kept === 0) return 'NOTHING';
  return known.orderId === undefined ? 'ASK' : withoutOrder(payment, known, moment);
};
