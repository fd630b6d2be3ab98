import type { SimulatedService } from '../service.ts';
import { cancel, refund } from './operators.ts';
import { orderSafeguards } from './safeguards.ts';
import { askStatus } from './status.ts';

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;

/** What the order service brings to the simulation: operators who cancel and refund, and a look at the status. */
export const order: SimulatedService = {
  acts: [
    { name: 'cancels', share: 0.05, do: cancel },
    { name: 'refunds', share: 0.06, do: refund },
    { name: 'looks', share: 0.2, do: askStatus },
  ],
  safeguards: orderSafeguards,
  tables: {
    orders: `select o.id as "orderId", o.status, o.cancelled_reason as "cancelledReason", o.customer_market as market,
      o.customer_email as email, o.org_number as "orgNumber", o.test_id as "testId", o.payment as terms, ${ms('o.paid_at')} as "paidAt",
      ${ms('o.created_at')} as "placedAt", d.total_local as total, d.total_usd as "totalUsd", d.due_local as due,
      d.due_usd as "dueUsd" from orders o join due_orders d on d.order_id = o.id order by o.id`,
    lines: `select order_id as "orderId", sku, quantity, unit_price as "unitPriceUsd", local_price as price, refunded
      from order_lines order by order_id, sku`,
    history: `select order_id as "orderId", status, ${ms('at')} as at from order_history order by id`,
    refunds: `select id as "refundId", order_id as "orderId", lines, amount_local as amount,
      amount_usd as "amountUsd", ${ms('at')} as at from refunds order by at, id`,
    outbox: `select id as "eventId", type as event, order_id as "orderId", ${ms('created_at')} as "createdAt",
      ${ms('published_at')} as "publishedAt", attempts, reminders, stuck as "isStuck" from outbox order by created_at, id`,
  },
};
