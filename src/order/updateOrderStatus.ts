import type { EventOf } from '../contracts/events.ts';
import { UpdateOrderStatus } from '../contracts/requests.ts';
import { consume } from '../platform/consume.ts';
import { eventsOrRequests } from '../platform/operators.ts';
import { type Orders, ordersOverGraphql } from './orders.ts';

/** Moves an order on when its stock has arrived, its payment has ended well or badly, or its delivery is booked. */
export const updateOrderStatus =
  (orders: Pick<Orders, 'tell'>) =>
  async ({ name: fact, detail }: EventOf<'StockCreated' | 'DeliveryBooked' | 'PaymentSettled'>) =>
    orders.tell(detail.orderId, { fact, ...('outcome' in detail && { payment: detail.outcome }) });

export const handler = eventsOrRequests(
  consume('updateOrderStatus', updateOrderStatus(ordersOverGraphql)),
  UpdateOrderStatus,
  ({ orderId, transaction, outcome }) =>
    ordersOverGraphql.tell(orderId, { fact: transaction, payment: outcome }),
);
