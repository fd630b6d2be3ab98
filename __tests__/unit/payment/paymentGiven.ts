import type { PaymentTerms } from '../../../src/contracts/events.ts';
import type { ProviderPayment } from '../../../src/platform/paymentProvider.ts';

/** Terms of an order that is paid by card. */
export const card: PaymentTerms = { provider: 'boa', paymentId: 'boa_1', amount: 45000, currency: 'USD' };

/** The hold that belongs to them, as the provider tells of it. */
export const aHold = (changes: Partial<ProviderPayment> = {}): ProviderPayment => ({
  id: 'boa_1',
  status: 'authorised',
  amount: 45000,
  currency: 'USD',
  captured: 0,
  refunded: 0,
  metadata: {},
  createdAt: 0,
  expiresAt: 1,
  ...changes,
});
