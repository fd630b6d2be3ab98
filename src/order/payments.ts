import { createHash } from 'node:crypto';
import { type Currency, type ProviderId, shopFacts } from '../contracts/markets.ts';
import { fakeThirdParty } from '../platform/fakeThirdParty.ts';
import { log } from '../platform/log.ts';

/** What is to be charged; `amount` in hundredths of `currency`. The same `idempotencyKey` is charged once. */
export interface Charge {
  idempotencyKey: string;
  amount: number;
  currency: Currency;
  email: string;
}

/** The customer's bank said no. */
export class Declined extends Error {
  override readonly name = 'Declined';
}

/**
 * A payment provider. `charge` gives the id of the payment, or rejects with Declined, or with an Error when it
 * is down. A key is charged once while its payment stands; after a void the same key is charged anew.
 */
export interface PaymentProvider {
  charge(charge: Charge): Promise<string>;
  /** Gives the money back. Doing it twice does it once. */
  void(paymentId: string): Promise<void>;
}

// Fakes until there is a contract. Like the real ones they answer a repeated idempotency key with the same
// payment; theirs is worked out from the key, so that any number of Lambda instances agree on it.
const fakeProvider = (name: string, prefix: string): PaymentProvider => ({
  async charge({ idempotencyKey, amount, currency, email }) {
    const paymentId = `${prefix}_${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 24)}`;
    const id = await fakeThirdParty('payment', email, paymentId, new Declined(`${name} declined`));
    log.info(`${name} charged`, { paymentId, amount, currency });
    return id;
  },
  async void(paymentId) {
    log.info(`${name} voided`, { paymentId });
  },
});

const { providers } = shopFacts;

/** The payment providers by the id that markets.json gives them. */
export const paymentProviders: Record<ProviderId, PaymentProvider> = {
  blankOfAmerica: fakeProvider(providers.blankOfAmerica, 'boa'),
  elBancoBlanco: fakeProvider(providers.elBancoBlanco, 'ebb'),
};
