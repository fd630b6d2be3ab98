import type { EffectsAt } from '../../platform/store.ts';

const sent = (mail: string) =>
  `(select m.sent_at from email_ledger m where m.order_id = e.subject_id::uuid and m.mail = ${mail}) is not null`;

const BOOKED = `(select b.time from booked_deliveries b where b.order_id = e.subject_id::uuid)`;

/** What events must have led to at the email service. A mail that is no longer true is no longer wanted. */
export const emailEffects = {
  email: {
    OrderCreated: {
      watchedElsewhere: 'It never is in the outbox; email’s queue age and dead letters have alarms.',
    },
    OrderDeliverable: { condition: `${BOOKED} is not null or ${sent(`'OrderDeliverable'`)}` },
    DeliveryBooked: {
      condition: `${BOOKED} <> to_timestamp((e.detail->>'deliveryTime')::bigint / 1000.0)
    or ${sent(`'DeliveryBooked:' || (e.detail->>'deliveryTime')`)}`,
    },
  },
} satisfies EffectsAt<'email'>;
