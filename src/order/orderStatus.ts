import { OrderId } from '../contracts/fields.ts';
import { Problem } from '../contracts/problem.ts';
import { GetOrderStatus } from '../contracts/requests.ts';
import { http } from '../platform/http.ts';
import { type Orders, ordersOverGraphql } from './orders.ts';
import { orderViewOf } from './orderView.ts';

/** Tells whoever knows an order's id how far it has come, but nothing about the customer. */
export const orderStatus =
  (orders: Pick<Orders, 'find'>) =>
  async ({ orderId }: { orderId: string }) => {
    const { success, data } = OrderId.safeParse(orderId);
    if (!success) throw new Problem('ORDER_NOT_FOUND', 'We know no order with this number.');
    return orderViewOf(await orders.find(data));
  };

export const handler = http(GetOrderStatus, orderStatus(ordersOverGraphql));
