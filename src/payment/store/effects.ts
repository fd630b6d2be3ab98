import type { EffectsAt } from '../../platform/store.ts';

// Whatever of the three happened: the money was settled to what is due now.
const SETTLED = {
  condition: `(select s.settled_due from settlements s where s.order_id = e.subject_id::uuid)
    = (select d.due_local from due_orders d where d.order_id = e.subject_id::uuid)`,
};

/** What events must have led to at the payment service. */
export const paymentEffects = {
  payment: { OrderPlaced: SETTLED, OrderCancelled: SETTLED, OrderRefunded: SETTLED },
} satisfies EffectsAt<'payment'>;
