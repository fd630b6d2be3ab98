import type { EffectsAt } from '../../platform/store.ts';

/** What events must have led to at the delivery service. */
export const deliveryEffects = {
  bookDelivery: {
    OrderDeliverable: {
      watchedElsewhere: 'Only test orders are booked by themselves, and the test that waits for it tells.',
    },
  },
} satisfies EffectsAt<'bookDelivery'>;
