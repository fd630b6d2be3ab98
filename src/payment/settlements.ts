import { randomUUID } from 'node:crypto';
import { PaymentTerms } from '../contracts/events.ts';
import type { AnswerTo, AskDatabase } from '../platform/database.ts';
import { inBatches } from '../platform/inBatches.ts';
import { Outage } from '../platform/outage.ts';
import type { ProviderPayment } from '../platform/paymentProvider.ts';
import type { Lease, Settled, Settlements } from './settle.ts';

/** Longer than the payment function lives (28 s, functions.yml): whoever takes a lease over knows that its holder is gone. */
const LEASE_SECONDS = 40;

/** Providers answer at different moments; those that do within this time, in milliseconds, are noted together. */
const TOGETHER_MS = 50;

const TAKE = `mutation TakeSettlements($orders: [LeaseInput!]!, $seconds: Int!) {
  takeSettlements(orders: $orders, seconds: $seconds) { orderId outcome terms due isLetGo } }`;

const NOTE = `mutation NoteSettlements($settled: [SettledInput!]!) { noteSettlements(settled: $settled) { orderId outcome } }`;

const RELEASE = `mutation ReleaseSettlements($orders: [LeaseInput!]!) { releaseSettlements(orders: $orders) }`;

interface Asked {
  orderId: string;
  lease: string;
}

type Taken = AnswerTo<typeof TAKE>['takeSettlements'][number];

/** A provider's payment as the private service notes it. */
export const asNoted = (provider: string, orderId: string, payment: ProviderPayment) => ({
  id: payment.id,
  orderId,
  provider,
  amount: payment.amount,
  currency: payment.currency,
  state: payment.status,
  captured: payment.captured,
  refunded: payment.refunded,
  createdAt: payment.createdAt,
});

const leaseIn = (lease: string, { terms, due, isLetGo }: Taken): Lease => ({
  id: lease,
  terms: terms === null ? undefined : PaymentTerms.parse(JSON.parse(terms)),
  due: due ?? 0,
  isLetGo: isLetGo ?? false,
});

const inputOf = (orderId: string, { id, terms, due }: Lease, { payment, outcome }: Settled) => ({
  orderId,
  lease: id,
  due,
  outcome: outcome ?? null,
  payment: payment && terms ? asNoted(terms.provider, orderId, payment) : null,
});

/** Settlements kept by the private database service. Calls made at the same moment share one request of at most 10. */
export const settlementsOver = (ask: AskDatabase): Settlements => {
  const take = inBatches<Asked, Taken>(
    async (orders) => (await ask(TAKE, { orders: [...orders], seconds: LEASE_SECONDS })).takeSettlements,
  );
  /** Leases of ours of which it is not known yet what comes of them. */
  const held = new Set<string>();
  const note = inBatches<ReturnType<typeof inputOf>, 'NOTED' | 'LOST'>(
    async (settled) => {
      const { noteSettlements } = await ask(NOTE, { settled: [...settled] });
      return noteSettlements.map(({ outcome }) => outcome);
    },
    { waiting: { ms: TOGETHER_MS, whileOthersCome: () => held.size > 0 } },
  );
  return {
    async take(orderId) {
      const lease = randomUUID();
      const taken = await take({ orderId, lease });
      if (taken.outcome !== 'TAKEN') return taken.outcome;
      const leased = leaseIn(lease, taken);
      held.add(lease);
      return leased;
    },
    async note(orderId, lease, settled) {
      held.delete(lease.id);
      if ((await note(inputOf(orderId, lease, settled))) === 'LOST')
        throw new Outage('Another worker has taken over the settling of this order.');
    },
    async release(orderId, { id }) {
      held.delete(id);
      await ask(RELEASE, { orders: [{ orderId, lease: id }] });
    },
  };
};
