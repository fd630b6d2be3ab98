import type { EffectsAt } from '../../platform/store.ts';

/** The mail was sent, or it is known why it was not: claimMails.sql and notes of the email service. */
const isDone = (mail: string) =>
  `(select m.sent_at is not null or m.state is not null from email_ledger m
    where m.order_id = e.subject_id::uuid and m.mail = ${mail})`;

const STATUS = `(select s.status from order_states s where s.order_id = e.subject_id::uuid)`;

const BOOKED = `(select b.time from booked_deliveries b where b.order_id = e.subject_id::uuid)`;

/** What events must have led to at the email service. A mail that is no longer true is no longer wanted. */
export const emailEffects = {
  email: {
    OrderCreated: {
      watchedElsewhere: 'It never is in the outbox; OrderPlaced, which is, has the same mail as its effect.',
    },
    // Releases before did not say the market, without which nobody can write.
    OrderPlaced: {
      condition: `e.detail->>'market' is null or ${STATUS} = 'CANCELLED' or ${isDone(`'OrderCreated'`)}`,
    },
    OrderDeliverable: {
      condition: `${STATUS} = 'CANCELLED' or ${BOOKED} is not null or ${isDone(`'OrderDeliverable'`)}`,
    },
    DeliveryBooked: {
      condition: `${STATUS} = 'CANCELLED' or ${BOOKED} <> to_timestamp((e.detail->>'deliveryTime')::bigint / 1000.0)
    or ${isDone(`'DeliveryBooked:' || (e.detail->>'deliveryTime')`)}`,
    },
    OrderCancelled: { condition: isDone(`'OrderCancelled'`) },
    OrderRefunded: { condition: isDone(`'OrderRefunded:' || (e.detail->>'refundId')`) },
  },
} satisfies EffectsAt<'email'>;
