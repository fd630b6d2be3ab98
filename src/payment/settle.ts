import type { PaymentTerms } from '../contracts/events.ts';
import { log } from '../platform/log.ts';
import { measured } from '../platform/metrics.ts';
import { Outage } from '../platform/outage.ts';
import {
  type PaymentProvider,
  type ProviderPayment,
  RefusedByProvider,
} from '../platform/paymentProvider.ts';
import { type Action, decide, isInvoice, type Outcome, type Standing } from './decide.ts';

/** An order whose money nobody else settles for as long as the lease lasts. */
export interface Lease {
  id: string;
  terms: PaymentTerms | undefined;
  /** In hundredths of the order's currency; 0 when it is cancelled. */
  due: number;
  /** Reconciliation has given the order up, or the order was told that its payment was refused. */
  isLetGo: boolean;
}

/** What became of an order's money: the payment as the provider has it now, and what the order is to hear. */
export interface Settled {
  payment: ProviderPayment | undefined;
  outcome: Outcome | undefined;
}

/** Where it is kept how each order's money stands. */
export interface Settlements {
  /** Takes the lease of an order. UNKNOWN: no such order is stored; BUSY: somebody else settles it just now. */
  take(orderId: string): Promise<Lease | 'UNKNOWN' | 'BUSY'>;
  /**
   * Notes the payment with its history, announces the outcome where it is new, and gives the lease back, all at once.
   * Rejects with an Outage when another has taken the lease over.
   */
  note(orderId: string, lease: Lease, settled: Settled): Promise<void>;
  /** Gives the lease back with nothing noted. */
  release(orderId: string, lease: Lease): Promise<void>;
}

type CardTerms = Exclude<PaymentTerms, { provider: 'invoice' }>;

/** What the provider made of an action. */
interface Done {
  payment: ProviderPayment;
  refused?: RefusedByProvider;
}

const act = async (
  provider: PaymentProvider,
  { id }: ProviderPayment,
  action: Exclude<Action, { do: 'NOTHING' }>,
): Promise<ProviderPayment> => {
  if (action.do === 'CAPTURE') return provider.capture(id, action.amount, action.key);
  if (action.do === 'REFUND') return provider.refund(id, action.amount, action.key);
  return provider.void(id, action.key);
};

const done = async (provider: PaymentProvider, payment: ProviderPayment, action: Action): Promise<Done> => {
  if (action.do === 'NOTHING') return { payment };
  try {
    return { payment: await act(provider, payment, action) };
  } catch (error) {
    if (!(error instanceof RefusedByProvider)) throw error;
    // The payment is not what it was a moment ago: look at it anew.
    if (error.code === 'wrong_state') throw new Outage('The payment has just changed.', { cause: error });
    return { payment, refused: error };
  }
};

const askPerson = (why: string, more: Record<string, unknown>) =>
  log.error(why, { ...more, ...measured({ PaymentsWrong: 1 }) });

/** What a provider tells of a payment; `refused` is its no to a capture. */
interface Told {
  payment: ProviderPayment | undefined;
  refused?: RefusedByProvider;
}

/**
 * Asks the provider for a payment. One that was just made is nearly always as its terms say: where we would capture such
 * a one, we do so at once, and the answer tells how it is. Any no but that to the capture itself says that it is not
 * as we thought, so that we ask after all.
 */
const captureOrAsk = async (
  provider: PaymentProvider,
  { amount, paymentId }: CardTerms,
  standing: Omit<Standing, 'payment'>,
): Promise<Told> => {
  const asAgreed = { status: 'authorised', amount, captured: 0, refunded: 0 } as const;
  const { action } = decide({ ...standing, payment: asAgreed });
  if (action.do !== 'CAPTURE') return { payment: await provider.get(paymentId) };
  try {
    return { payment: await provider.capture(paymentId, action.amount, action.key) };
  } catch (error) {
    if (!(error instanceof RefusedByProvider)) throw error;
    const payment = await provider.get(paymentId);
    return error.code === 'capture_refused' ? { payment, refused: error } : { payment };
  }
};

const settleLeased = async (
  orderId: string,
  { terms, due, isLetGo }: Lease,
  providerOf: (id: string) => PaymentProvider,
): Promise<Settled> => {
  if (terms === undefined || isInvoice(terms))
    return { payment: undefined, outcome: decide({ orderId, terms, due, payment: undefined }).outcome };
  const provider = providerOf(terms.provider);
  const { payment, refused: no } = await captureOrAsk(provider, terms, { orderId, terms, due, isLetGo });
  const { action, outcome, alarm } = decide({ orderId, terms, due, isLetGo, payment });
  if (alarm !== undefined) askPerson(alarm, { paymentId: terms.paymentId, due });
  if (payment === undefined) return { payment, outcome };
  const { payment: now, refused } =
    no && action.do === 'CAPTURE' ? { payment, refused: no } : await done(provider, payment, action);
  if (refused === undefined) return { payment: now, outcome };
  if (action.do === 'CAPTURE') return { payment: now, outcome: 'REFUSED' };
  askPerson('a refund or release was refused', { paymentId: terms.paymentId, code: refused.code });
  return { payment: now, outcome };
};

/**
 * Settles the money of one order, the only place that captures, lets go or gives back: exactly what is due stays with
 * us. Anybody may call it, any number of times; one at a time does it. Where the provider does not answer, or another
 * is at it, it rejects with an Outage, to be called again later.
 */
export const settle =
  (settlements: Settlements, providerOf: (id: string) => PaymentProvider) =>
  async (orderId: string): Promise<Outcome | 'NOTHING_TO_SETTLE'> => {
    const lease = await settlements.take(orderId);
    if (lease === 'UNKNOWN') return 'NOTHING_TO_SETTLE';
    if (lease === 'BUSY') throw new Outage('This order is being settled by another worker.');
    try {
      const settled = await settleLeased(orderId, lease, providerOf);
      await settlements.note(orderId, lease, settled);
      return settled.outcome ?? 'NOTHING_TO_SETTLE';
    } catch (error) {
      await settlements
        .release(orderId, lease)
        .catch((failure: unknown) => log.warn('a lease could not be given back', { error: failure }));
      throw error;
    }
  };
