import type { EffectsAt } from '../../platform/store.ts';

// What the books never had of an order needs no credit.
const CREDITED = {
  condition: `(e.detail->>'credit')::int = 0
    or (select l.recorded_at from ledger_entries l where l.event_id = e.id) is not null`,
};

/** What events must have led to at the finance service. */
export const financeEffects = {
  finance: {
    OrderPlaced: {
      condition: `(select l.recorded_at from ledger_entries l where l.order_id = e.subject_id::uuid and l.kind = 'SALE') is not null`,
    },
    OrderCancelled: CREDITED,
    OrderRefunded: CREDITED,
  },
} satisfies EffectsAt<'finance'>;
