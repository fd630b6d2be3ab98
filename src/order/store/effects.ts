import { finalStatuses } from '../../contracts/orderStatuses.ts';
import type { EffectsAt } from '../../platform/store.ts';

const FINAL = finalStatuses.map((status) => `'${status}'`).join(', ');

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
      condition: `(select s.status from order_states s where s.order_id = e.subject_id::uuid) not in ('PLACED', 'STOCKED')
    or (select b.time from booked_deliveries b where b.order_id = e.subject_id::uuid)
      <> to_timestamp((e.detail->>'deliveryTime')::bigint / 1000.0)`,
    },
    // An order that has ended, or was cancelled meanwhile, has nothing to hear of its money any more.
    PaymentSettled: {
      condition: `(select case when s.status in (${FINAL}) then true
      when e.detail->>'outcome' = 'REFUSED' then false else s.paid_at is not null end
    from order_states s where s.order_id = e.subject_id::uuid)`,
    },
  },
} satisfies EffectsAt<'placeOrder' | 'updateOrderStatus'>;
