import { subgraph } from '../../platform/subgraph.ts';
import { publicEdges, takeOrder } from '../createOrder.ts';
import { findOrder } from './findOrders.ts';
import { orderGraph } from './resolvers.ts';
import schema from './schema.graphql';

/** Answers the public graph's questions about orders, and takes orders. */
export const handler = subgraph(schema, orderGraph({ find: findOrder, take: takeOrder(publicEdges) }));
