import { Problem } from '../contracts/problem.ts';
import { log } from '../platform/log.ts';
import { measured } from '../platform/metrics.ts';
import {
  type Authorisation,
  type PaymentProvider,
  type ProviderPayment,
  RefusedByProvider,
} from '../platform/paymentProvider.ts';
import type { OrderKeys } from './orderId.ts';
import type { PricedLine, PriceOf } from './rules.ts';

// What a provider keeps with a payment: values of 500 characters at most.
const LONGEST_VALUE = /.{1,500}/g;

/** What a payment remembers of its order: the id, and what each line cost, so that a retry is judged as it was. */
export const metadataOf = (orderId: string, lines: readonly PricedLine[]): Record<string, string> => {
  const prices = lines.map(({ sku, unitPrice }) => `${sku}:${unitPrice}`).join(',');
  const pieces = (prices.match(LONGEST_VALUE) ?? []).map(
    (piece, index) => [`prices${index}`, piece] as const,
  );
  return { orderId, ...Object.fromEntries(pieces) };
};

/** The prices that a payment's order was accepted for. */
export const pricesIn = ({ metadata }: Pick<ProviderPayment, 'metadata'>): PriceOf => {
  let written = '';
  for (let piece = 0; metadata[`prices${piece}`] !== undefined; piece++)
    written += metadata[`prices${piece}`];
  const prices = new Map(
    written.split(',').map((each) => {
      const [sku = '', price] = each.split(':');
      return [sku, Number(price)] as const;
    }),
  );
  return (sku) => prices.get(sku);
};

/** A doubt: perhaps the money is held, perhaps not. Operators hear of it, and a retry clears it up. */
const doubt = (error: unknown): Problem => {
  log.error('nobody knows whether a payment was authorised', { error, ...measured({ PaymentsInDoubt: 1 }) });
  return new Problem(
    'PAYMENT_IN_DOUBT',
    'We could not make sure whether your payment went through. Please try again: with the same Idempotency-Key it stays one order, paid once.',
  );
};

const keyReused = () =>
  new Problem(
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key belongs to an order with other contents. Repeat that one unchanged, or take a new key.',
  );

/** The payment of this very order, where its key is known to the provider. A failed look-up rejects with PAYMENT_IN_DOUBT. */
export const knownPayment = async (
  provider: PaymentProvider,
  { keyHash, orderId }: OrderKeys,
): Promise<ProviderPayment | undefined> => {
  try {
    const payment = await provider.find(keyHash);
    return payment?.metadata['orderId'] === orderId ? payment : undefined;
  } catch (error) {
    throw doubt(error);
  }
};

const authorised = async (
  provider: PaymentProvider,
  keys: OrderKeys,
  asked: Omit<Authorisation, 'idempotencyKey'>,
): Promise<ProviderPayment> => {
  try {
    return await provider.authorise({ ...asked, idempotencyKey: keys.keyHash });
  } catch (error) {
    if (!(error instanceof RefusedByProvider)) throw doubt(error);
    if (error.code === 'declined')
      throw new Problem(
        'PAYMENT_DECLINED',
        'Your payment was declined. You have not been charged and nothing was ordered.',
      );
    if (error.code !== 'idempotency_key_reused') throw doubt(error);
    // The same order can look different to the bank, when a new release asks in another way.
    const known = await knownPayment(provider, keys);
    if (known === undefined) throw keyReused();
    return known;
  }
};

/**
 * Holds the customer's money, once for each key. Rejects with PAYMENT_DECLINED for the provider's explicit no, with
 * IDEMPOTENCY_KEY_REUSED where the key belongs to other contents, with PAYMENT_OVER where this payment has ended, and
 * with PAYMENT_IN_DOUBT for anything else: then nobody knows.
 */
export const authorise = async (
  provider: PaymentProvider,
  keys: OrderKeys,
  asked: Omit<Authorisation, 'idempotencyKey'>,
): Promise<ProviderPayment> => {
  const payment = await authorised(provider, keys, asked);
  if (payment.metadata['orderId'] !== keys.orderId) throw keyReused();
  if (payment.status === 'voided' || payment.status === 'expired')
    throw new Problem(
      'PAYMENT_OVER',
      'This attempt has ended, and no money is held for it any more. Please order anew, with a new Idempotency-Key.',
    );
  return payment;
};
