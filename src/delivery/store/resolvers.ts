import type { MutationResolvers, OrderResolvers, QueryResolvers } from '../../platform/databaseSchema.ts';
import { idOf, idsOf, type OfOrder, type StoreEdges, withId } from '../../platform/store.ts';
import { bookDelivery, deliveriesOf, freeSlot, takenSlots } from './deliveries.ts';

/** What answers the delivery store's fields; `capacity` is how many customers one slot takes. */
export const deliveryResolvers = ({ sql, write }: StoreEdges, capacity: () => number) => {
  const book = bookDelivery(write, capacity);
  const free = freeSlot(write);
  const taken = takenSlots(sql);
  const bookedFor = deliveriesOf(sql);

  return {
    Query: {
      takenSlots: (_, { market, from }) => taken(market, from),
      deliveries: async (_, { orderIds }) =>
        (await Promise.all(idsOf(orderIds).map((orderId) => bookedFor({ orderId })))).flatMap((rows) =>
          rows.map(({ orderId, time, changes }) => ({
            orderId,
            deliveryTime: time,
            deliveryChanges: changes,
          })),
        ),
    },
    Mutation: {
      addDeliveryDataToOrder: (_, { deliveryData }) => book(withId(deliveryData)),
      freeSlot: (_, { orderId, market }) => free(idOf(orderId), market),
    },
    Order: {
      deliveryTime: async (order: OfOrder) => (await bookedFor(order))[0]?.time ?? null,
      deliveryChanges: async (order: OfOrder) => (await bookedFor(order))[0]?.changes ?? 0,
    },
  } satisfies { Query: QueryResolvers; Mutation: MutationResolvers; Order: OrderResolvers };
};
