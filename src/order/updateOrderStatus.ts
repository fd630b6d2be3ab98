import type { EventOf } from '../contracts/events.ts';
import { statusAfter } from '../contracts/orderStatuses.ts';
import { UpdateOrderStatus } from '../contracts/requests.ts';
import { consume } from '../platform/consume.ts';
import { eventsOrRequests } from '../platform/operators.ts';
import { type Orders, ordersOverGraphql } from './orders.ts';

/** Moves an order forward when its stock has arrived or its delivery is booked. */
export const updateOrderStatus =
  (orders: Pick<Orders, 'changeStatus'>) =>
  async ({ name, detail }: EventOf<'StockCreated' | 'DeliveryBooked'>) =>
    orders.changeStatus(detail.orderId, statusAfter(name));

export const handler = eventsOrRequests(
  consume('updateOrderStatus', updateOrderStatus(ordersOverGraphql)),
  UpdateOrderStatus,
  ({ orderId, transaction }) => ordersOverGraphql.changeStatus(orderId, statusAfter(transaction)),
);
