import type { OrderStatus } from '../contracts/fields.ts';
import type { EventOf } from '../contracts/events.ts';
import { UpdateOrderStatus } from '../contracts/requests.ts';
import { consume } from '../platform/consume.ts';
import { eventsOrRequests } from '../platform/operators.ts';
import { type Orders, ordersOverGraphql } from './orders.ts';

const statusAfter = { StockCreated: 'STOCKED', DeliveryBooked: 'DELIVERY_BOOKED' } as const satisfies Record<
  string,
  OrderStatus
>;

/** Moves an order forward when its stock has arrived or its delivery is booked. */
export const updateOrderStatus =
  (orders: Pick<Orders, 'changeStatus'>) =>
  async ({ name, detail }: EventOf<'StockCreated' | 'DeliveryBooked'>) =>
    orders.changeStatus(detail.orderId, statusAfter[name]);

export const handler = eventsOrRequests(
  consume('updateOrderStatus', updateOrderStatus(ordersOverGraphql)),
  UpdateOrderStatus,
  ({ orderId, transaction }) => ordersOverGraphql.changeStatus(orderId, statusAfter[transaction]),
);
