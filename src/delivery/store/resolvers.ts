import type { Market } from '../../contracts/fields.ts';
import { type OfOrder, type StoreEdges, withId } from '../../platform/store.ts';
import { bookDelivery, deliveriesOf, type DeliveryData, takenSlots } from './deliveries.ts';

/** What answers the delivery store's fields; `capacity` is how many customers one slot takes. */
export const deliveryResolvers = ({ sql, write }: StoreEdges, capacity: () => number) => {
  const book = bookDelivery(write, capacity);
  const taken = takenSlots(sql);
  const bookedFor = deliveriesOf(sql);

  return {
    Query: {
      takenSlots: (_: unknown, { market, from }: { market: Market; from: number }) => taken(market, from),
    },
    Mutation: {
      addDeliveryDataToOrder: (_: unknown, { deliveryData }: { deliveryData: DeliveryData }) =>
        book(withId(deliveryData)),
    },
    Order: {
      deliveryTime: async (order: OfOrder) => (await bookedFor(order))[0]?.time ?? null,
      deliveryChanges: async (order: OfOrder) => (await bookedFor(order))[0]?.changes ?? 0,
    },
  };
};
