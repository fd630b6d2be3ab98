import { invalid } from '../../contracts/problem.ts';
import { idOf, type StoreEdges, withId, withIds } from '../../platform/store.ts';
import {
  getAllTestOrders,
  getOrder,
  type OrderInput,
  placeOrders,
  type StatusChange,
  updateOrderStatuses,
} from './orders.ts';

const MAX_PAGE = 200;
const FIRST_UUID = '00000000-0000-0000-0000-000000000000';

const pageOf = (size: number): number => {
  if (size < 1) throw invalid({ field: 'first', message: 'must be at least 1' });
  return Math.min(size, MAX_PAGE);
};

/** What answers the order store's fields. */
export const orderResolvers = ({ sql, write }: StoreEdges) => {
  const place = placeOrders(write);
  const change = updateOrderStatuses(write);
  const find = getOrder(sql);
  const findTestOrders = getAllTestOrders(sql);

  return {
    Query: {
      getOrder: (_: unknown, { id }: { id: string }) => find(idOf(id)),
      getAllTestOrders: async (_: unknown, args: { testId: number; first: number; after?: string }) =>
        findTestOrders(args.testId, pageOf(args.first), idOf(args.after ?? FIRST_UUID)),
    },
    Mutation: {
      placeOrder: async (_: unknown, { order }: { order: OrderInput }) => (await place([withId(order)]))[0]!,
      placeOrders: (_: unknown, { orders }: { orders: OrderInput[] }) => place(withIds(orders)),
      updateOrderStatus: async (_: unknown, { id, status }: { id: string; status: StatusChange['status'] }) =>
        (await change([withId({ orderId: id, status })]))[0]!,
      updateOrderStatuses: (_: unknown, { changes }: { changes: StatusChange[] }) => change(withIds(changes)),
    },
  };
};
