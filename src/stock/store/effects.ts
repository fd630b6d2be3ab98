import type { EffectsAt } from '../../platform/store.ts';

/** What events must have led to at the stock service. */
export const stockEffects = {
  stock: {
    OrderPlaced: {
      condition: `(select s.status from order_states s where s.order_id = e.subject_id::uuid) <> 'PLACED'`,
    },
  },
} satisfies EffectsAt<'stock'>;
