import type { SimulatedService } from '../service.ts';
import { book } from './customers.ts';
import { deliverySafeguards } from './safeguards.ts';

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;

/** What the delivery service brings to the simulation: customers who book, and change what they booked. */
export const delivery: SimulatedService = {
  acts: [
    { name: 'books', share: 0.6, do: book },
    { name: 'booksInSecondTab', share: 0.1, do: book },
  ],
  safeguards: deliverySafeguards,
  tables: {
    deliveries: `select order_id as "orderId", market, ${ms('time')} as time, changes, ${ms('cancelled_at')} as "cancelledAt"
      from deliveries order by order_id`,
    slots: `select market, ${ms('time')} as time, taken from delivery_slots order by market, time`,
  },
};
