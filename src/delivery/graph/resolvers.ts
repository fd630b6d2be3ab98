import { BookDelivery } from '../../contracts/requests.ts';
import { subjectsIn } from '../../contracts/subjects.ts';
import { validate } from '../../platform/http.ts';
import { addToLogContext } from '../../platform/logContext.ts';
import { bookDelivery } from '../bookDelivery.ts';
import type { Deliveries } from '../deliveries.ts';
import { deliveryTimes } from '../deliveryTimes.ts';
import type { findDelivery } from './findDeliveries.ts';
import type { NeededResolvers } from './schema.ts';

/** What answers the delivery service's part of the public graph. */
export const deliveryGraph = ({
  deliveries,
  find,
  now,
}: {
  deliveries: Pick<Deliveries, 'book' | 'takenSlots'>;
  find: typeof findDelivery;
  now: () => number;
}): NeededResolvers => {
  const book = bookDelivery(deliveries, now);
  const times = deliveryTimes(deliveries, now);
  return {
    Query: {
      deliveryTimes: async (_, { market }) => (await times({ market })).slots,
    },
    Mutation: {
      bookDelivery: async (_, { input: { replaces, ...input } }) => {
        const wish = validate(BookDelivery, { ...input, ...(replaces !== null && { replaces }) });
        addToLogContext(subjectsIn(wish));
        const { orderId } = await book(wish);
        return find(orderId);
      },
    },
    Order: {
      __resolveReference: ({ id }) => find(id),
    },
  };
};
