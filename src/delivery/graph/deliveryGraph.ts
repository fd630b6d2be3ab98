import { subgraph } from '../../platform/subgraph.ts';
import { deliveriesOverGraphql } from '../deliveries.ts';
import { findDelivery } from './findDeliveries.ts';
import { deliveryGraph } from './resolvers.ts';
import schema from './schema.graphql';

/** Answers the public graph's questions about deliveries, and books them. */
export const handler = subgraph(
  schema,
  deliveryGraph({ deliveries: deliveriesOverGraphql, find: findDelivery, now: Date.now }),
);
