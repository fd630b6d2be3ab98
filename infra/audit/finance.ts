import type { Evidence, LedgerRow, OrderRow } from './evidence.ts';
import { owedBy } from './excuses.ts';
import type { Finding, Invariants } from './invariant.ts';

const sumOf = (entries: readonly LedgerRow[], wanted: LedgerRow['kind']): number =>
  entries.reduce((total, { kind, amountUsd }) => total + (kind === wanted ? amountUsd : 0), 0);

/** The books have of each order what is due, in US cents; each order is sold once. */
const booksHaveWhatIsDue = (
  evidence: Pick<Evidence, 'isHealed' | 'queued' | 'deadLetters' | 'outbox' | 'ledger'> & {
    orders: readonly Pick<OrderRow, 'orderId' | 'dueUsd'>[];
  },
): Finding[] => {
  const owed = owedBy(evidence, 'finance');
  const byOrder = Map.groupBy(evidence.ledger, ({ orderId }) => orderId);
  return evidence.orders.flatMap(({ orderId, dueUsd }) => {
    const entries = byOrder.get(orderId) ?? [];
    const sales = entries.filter(({ kind }) => kind === 'SALE').length;
    const books = sumOf(entries, 'SALE') - sumOf(entries, 'CREDIT');
    return [
      ...(books === dueUsd || owed.has(orderId)
        ? []
        : [{ subject: orderId, says: `${dueUsd} US cents are due, the books have ${books}` }]),
      ...(sales > 1 ? [{ subject: orderId, says: `it was sold ${sales} times` }] : []),
    ];
  });
};

/** Why an order ends where it is stored, so that nobody hears that it was placed. */
const NEVER_PLACED = new Set<string | null | undefined>(['KEY_REUSED', 'OVER_LIMIT']);

/** All that was sold is what was placed, and nothing in the books is of no order. */
const booksHaveWhatWasPlaced = (evidence: Evidence): Finding[] => {
  const owed = owedBy(evidence, 'finance');
  const byOrder = Map.groupBy(evidence.ledger, ({ orderId }) => orderId);
  const stored = new Set(evidence.orders.map(({ orderId }) => orderId));
  const strangers = [...byOrder.keys()].filter((orderId) => !stored.has(orderId));
  return [
    ...strangers.map((orderId) => ({ subject: orderId, says: 'is in the books and is no order' })),
    ...evidence.orders.flatMap(({ orderId, totalUsd, cancelledReason }) => {
      const sold = sumOf(byOrder.get(orderId) ?? [], 'SALE');
      const placed = NEVER_PLACED.has(cancelledReason) ? 0 : totalUsd;
      if (sold === placed || owed.has(orderId)) return [];
      return [{ subject: orderId, says: `was placed for ${placed} US cents and sold for ${sold}` }];
    }),
  ];
};

/** What must be so of the books. */
export const financeInvariants = { booksHaveWhatIsDue, booksHaveWhatWasPlaced } satisfies Invariants;
