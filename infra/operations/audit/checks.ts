import type { BankPayment, LedgerRow, OrderRow } from '../../audit/evidence.ts';
import { financeInvariants } from '../../audit/finance.ts';
import { broken, type Finding, type Violation } from '../../audit/invariant.ts';
import { paymentInvariants } from '../../audit/payment.ts';

/** An order as its money sees it, and its mails as the mail ledger calls them: those that were sent. */
export interface AuditedOrder extends Pick<OrderRow, 'orderId' | 'status' | 'due' | 'dueUsd' | 'terms'> {
  mails: string[];
}

/** All that must agree, at one moment: what can be had of a deployed stage too. */
export interface Picture {
  now: number;
  bank: BankPayment[];
  orders: AuditedOrder[];
  ledger: LedgerRow[];
}

/** Whoever has ordered was thanked, or told before that the order is cancelled: thanks are no longer true then. */
const everybodyWasThanked = ({ orders }: Picture): Finding[] =>
  orders
    .filter(({ mails }) => !mails.includes('OrderCreated'))
    .filter(({ status, mails }) => !(status === 'CANCELLED' && mails.includes('OrderCancelled')))
    .map(({ orderId }) => ({ subject: orderId, says: 'no mail says thanks' }));

/**
 * All that does not agree between bank, orders, books and mails, in words; nothing when all is well. It judges a shop
 * at rest: while orders are under way, some of it is only not yet so.
 */
export const disagreements = (picture: Picture): Violation[] => {
  const atRest = { ...picture, isHealed: true, queued: [], deadLetters: [], outbox: [] };
  const { exactlyWhatIsDueIsPaid, nobodyPaysForNothing } = paymentInvariants;
  const { booksHaveWhatIsDue } = financeInvariants;
  return broken(atRest, {
    exactlyWhatIsDueIsPaid,
    nobodyPaysForNothing,
    booksHaveWhatIsDue,
    everybodyWasThanked,
  });
};
