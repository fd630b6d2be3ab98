import type { DetailOf, PaymentTerms } from '../contracts/events.ts';
import type { ProviderPayment } from '../platform/paymentProvider.ts';

/** What is known of an order's money. `due` in hundredths of its currency: total less refunds, 0 when it is cancelled. */
export interface Standing {
  orderId: string;
  /** Undefined for orders of a release that charged at once: their money is not ours to move. */
  terms: PaymentTerms | undefined;
  due: number;
  /** Reconciliation has given the order up, or it was told that its payment was refused: its hold is not captured any more. */
  isLetGo?: boolean;
  /** What the provider says; undefined when it knows no such payment, or none is needed. */
  payment: Money | undefined;
}

/** What of a payment decides. */
type Money = Pick<ProviderPayment, 'status' | 'amount' | 'captured' | 'refunded'>;

/** What is to be done at the provider, each under a key that makes it happen once. */
export type Action =
  { do: 'NOTHING' } | { do: 'CAPTURE' | 'REFUND'; amount: number; key: string } | { do: 'VOID'; key: string };

/** How an order's payment ended, for the order to hear: paid, nothing to pay now, or not to be had. */
export type Outcome = DetailOf<'PaymentSettled'>['outcome'];

/** What to do, and what is true once that is done. `alarm` says what a person has to look at. */
export interface Decision {
  action: Action;
  outcome?: Outcome;
  alarm?: string;
}

const NOTHING: Action = { do: 'NOTHING' };

/** The word `isInvoice` of terms, for the compiler as well. */
export const isInvoice = (terms: PaymentTerms): terms is { provider: 'invoice' } =>
  terms.provider === 'invoice';

const whenHeld = ({ orderId, due, isLetGo }: Standing, { amount }: Money): Decision => {
  if (isLetGo && due > 0) return { action: { do: 'VOID', key: `${orderId}.void` }, outcome: 'REFUSED' };
  if (due === 0) return { action: { do: 'VOID', key: `${orderId}.void` } };
  // A hold is made for the order's total, and nothing makes an order dearer.
  if (due > amount) return { action: NOTHING, alarm: 'more is due than was authorised' };
  return { action: { do: 'CAPTURE', amount: due, key: `${orderId}.capture` }, outcome: 'CAPTURED' };
};

const whenCaptured = ({ orderId, due, isLetGo }: Standing, { captured, refunded }: Money): Decision => {
  if (isLetGo && captured === refunded && due > 0) return { action: NOTHING, outcome: 'REFUSED' };
  const tooMuch = captured - refunded - due;
  const outcome = due > 0 ? { outcome: 'CAPTURED' as const } : {};
  if (tooMuch === 0) return { action: NOTHING, ...outcome };
  if (tooMuch < 0) return { action: NOTHING, ...outcome, alarm: 'the provider has less than is due' };
  // The key names the cumulative target, so that two who want the same refund make it once.
  return {
    action: { do: 'REFUND', amount: tooMuch, key: `${orderId}.refund.${captured - due}` },
    ...outcome,
  };
};

/** Decides how an order's money is settled: capture exactly what is due, let go or give back what is not. */
export const decide = (standing: Standing): Decision => {
  const { terms, due, payment } = standing;
  if (terms === undefined) return { action: NOTHING };
  if (isInvoice(terms)) return due > 0 ? { action: NOTHING, outcome: 'NOT_DUE' } : { action: NOTHING };
  if (payment?.status === 'authorised') return whenHeld(standing, payment);
  if (payment?.status === 'captured') return whenCaptured(standing, payment);
  // Voided, expired, or never there: nothing can be had any more.
  return due > 0 ? { action: NOTHING, outcome: 'REFUSED' } : { action: NOTHING };
};
