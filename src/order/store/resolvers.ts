import { invalid } from '../../contracts/problem.ts';
import type { MutationResolvers, QueryResolvers } from '../../platform/databaseSchema.ts';
import { idOf, idsOf, type StoreEdges, withId, withIds } from '../../platform/store.ts';
import {
  cancelOrder,
  getAllTestOrders,
  getOrder,
  getOrders,
  placeOrders,
  refundOrder,
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
  const cancel = cancelOrder(write);
  const refund = refundOrder(write);
  const find = getOrder(sql);
  const findMany = getOrders(sql);
  const findTestOrders = getAllTestOrders(sql);

  return {
    Query: {
      getOrder: (_, { id }) => find(idOf(id)),
      getOrders: (_, { ids }) => findMany(idsOf(ids)),
      getAllTestOrders: (_, { testId, first, after }) =>
        findTestOrders(testId, pageOf(first), idOf(after ?? FIRST_UUID)),
    },
    Mutation: {
      placeOrder: async (_, { order }) => (await place([withId(order)]))[0]!,
      placeOrders: (_, { orders, invoicesPerDay }) => place(withIds(orders), invoicesPerDay),
      updateOrderStatus: async (_, { change: one }) => (await change([withId(one)]))[0]!,
      updateOrderStatuses: (_, { changes }) => change(withIds(changes)),
      cancelOrder: (_, command) => cancel(command),
      refundOrder: (_, command) => refund(command),
    },
  } satisfies { Query: QueryResolvers; Mutation: MutationResolvers };
};
