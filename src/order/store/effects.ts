import type { EffectsAt } from '../../platform/store.ts';

const NOT_STORED =
  'It never is in the outbox, because nothing is stored before it: placeOrder’s queue age and dead letters have alarms, and ops:replay brings it back from the archive.';

/** What events must have led to at the order service. */
export const orderEffects = {
  placeOrder: { OrderCreated: { watchedElsewhere: NOT_STORED } },
  updateOrderStatus: {
    StockCreated: {
      watchedElsewhere:
        'It never is in the outbox; the order stays PLACED, which is OrderPlaced’s effect at stock.',
    },
    // A time that the customer has changed meanwhile has an event of its own.
    DeliveryBooked: {
      condition: `(select s.status from order_states s where s.order_id = e.subject_id::uuid) = 'DELIVERY_BOOKED'
    or (select b.time from booked_deliveries b where b.order_id = e.subject_id::uuid)
      <> to_timestamp((e.detail->>'deliveryTime')::bigint / 1000.0)`,
    },
  },
} satisfies EffectsAt<'placeOrder' | 'updateOrderStatus'>;
