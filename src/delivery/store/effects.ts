import type { EffectsAt } from '../../platform/store.ts';

/** What events must have led to at the delivery service. */
export const deliveryEffects = {
  bookDelivery: {
    OrderDeliverable: {
      watchedElsewhere: 'Only test orders are booked by themselves, and the test that waits for it tells.',
    },
  },
  freeSlot: {
    OrderCancelled: {
      condition: `(select d.cancelled_at from deliveries d where d.order_id = e.subject_id::uuid) is not null`,
    },
  },
} satisfies EffectsAt<'bookDelivery' | 'freeSlot'>;
