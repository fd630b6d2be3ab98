import { deliveryResolvers } from '../delivery/store/resolvers.ts';
import deliverySchema from '../delivery/store/schema.graphql';
import { emailResolvers } from '../email/store/resolvers.ts';
import emailSchema from '../email/store/schema.graphql';
import { financeResolvers } from '../finance/store/resolvers.ts';
import financeSchema from '../finance/store/schema.graphql';
import { orderResolvers } from '../order/store/resolvers.ts';
import orderSchema from '../order/store/schema.graphql';
import { contractTypes } from '../platform/contractEnums.ts';
import { paymentResolvers } from '../payment/store/resolvers.ts';
import paymentSchema from '../payment/store/schema.graphql';
import type { NeededResolvers } from '../platform/databaseSchema.ts';
import type { Announce } from '../platform/eventBus.ts';
import type { Sql } from '../platform/rdsData.ts';
import { outboxOver } from './outbox.ts';
import schema from './schema.graphql';
import { eventsOfOrder, forgetEvents, remindOfStuckEvents } from './stuckEvents.ts';

/** The private schema: the outbox's part and that of each store. */
export const typeDefs = [
  contractTypes,
  schema,
  orderSchema,
  deliverySchema,
  financeSchema,
  emailSchema,
  paymentSchema,
];

/** What answers the fields of the private schema, over the given SQL and bus. */
export const resolversOver = ({
  sql,
  announce,
  capacity,
}: {
  sql: Sql;
  announce: Announce;
  capacity: () => number;
}) => {
  const edges = { sql, write: outboxOver(sql, announce) };
  const order = orderResolvers(edges);
  const delivery = deliveryResolvers(edges, capacity);
  const finance = financeResolvers(edges);
  const email = emailResolvers(edges);
  const payment = paymentResolvers(edges);
  const remind = remindOfStuckEvents(sql, announce);
  const forget = forgetEvents(sql);

  return {
    Query: { ...order.Query, ...delivery.Query, ...payment.Query },
    Mutation: {
      ...order.Mutation,
      ...delivery.Mutation,
      ...finance.Mutation,
      ...email.Mutation,
      ...payment.Mutation,
      remindOfStuckEvents: (_, patience) => remind(patience),
      forgetEvents: (_, { days }) => forget(days),
    },
    Order: {
      ...delivery.Order,
      ...finance.Order,
      ...email.Order,
      ...payment.Order,
      events: eventsOfOrder(sql),
    },
    // An account is an order as its money sees it.
    Account: { ledger: finance.Order.ledger, emails: email.Order.emails },
  } satisfies NeededResolvers;
};
