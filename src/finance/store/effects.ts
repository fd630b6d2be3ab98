import type { EffectsAt } from '../../platform/store.ts';

/** What events must have led to at the finance service. */
export const financeEffects = {
  finance: {
    OrderPlaced: {
      condition: `(select f.recorded_at from finance_ledger f where f.order_id = e.subject_id::uuid) is not null`,
    },
  },
} satisfies EffectsAt<'finance'>;
