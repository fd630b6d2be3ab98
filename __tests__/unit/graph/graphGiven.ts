import { askGraph } from '../../../src/graph/askGraph.ts';
import type { AskSubgraph } from '../../../src/graph/executor.ts';
import supergraph from '../../../src/graph/supergraph.graphql';
import { deliveryGraph } from '../../../src/delivery/graph/resolvers.ts';
import deliverySchema from '../../../src/delivery/graph/schema.graphql';
import { orderGraph } from '../../../src/order/graph/resolvers.ts';
import type { Order } from '../../../src/order/graph/schema.ts';
import orderSchema from '../../../src/order/graph/schema.graphql';
import { type Question, subgraph } from '../../../src/platform/subgraph.ts';

/** An order as the order service tells of it. */
export const aGraphOrder = (id: string, changes: Partial<Order> = {}): Order => ({
  id,
  status: 'STOCKED',
  market: 'US',
  lines: [{ productId: 'BB001', name: 'Basic bonsai', quantity: 2, price: 15000 }],
  quantity: 2,
  totalPrice: 30000,
  localPrice: 30000,
  currency: 'USD',
  payment: 'PAID',
  cancelledReason: null,
  refunds: [],
  history: [{ status: 'PLACED', at: 1 }],
  ...changes,
});

process.env['SLOT_CAPACITY'] = '50';

type Edges = {
  order?: Partial<Parameters<typeof orderGraph>[0]>;
  delivery?: Partial<Parameters<typeof deliveryGraph>[0]>;
};

/** The services' subgraphs over fakes; `ask` asks them as the gateway does, and `asked` remembers. */
export const someSubgraphs = ({ order, delivery }: Edges = {}) => {
  const answer: Record<string, (question: Question) => Promise<unknown>> = {
    order: subgraph(
      orderSchema,
      orderGraph({
        find: async (id) => aGraphOrder(id),
        take: async ({ totalPrice, lines = [] }) => ({
          orderId: 'order-1',
          idempotencyKey: 'key-of-mine',
          lines: lines.map((line) => ({ ...line, unitPrice: 15000 })),
          totalPrice,
        }),
        ...order,
      }),
    ),
    delivery: subgraph(
      deliverySchema,
      deliveryGraph({
        find: async (id) => ({ id, deliveryTime: 7, deliveryChanges: 1 }),
        deliveries: {
          book: async ({ orderId, deliveryTime }) => ({ orderId, deliveryTime }),
          takenSlots: async () => new Map(),
        },
        now: () => 0,
        ...delivery,
      }),
    ),
  };
  const asked: ({ subgraph: string; isMutation: boolean } & Question)[] = [];
  const ask: AskSubgraph = async (name, question, { isMutation }) => {
    asked.push({ subgraph: name, isMutation, ...question });
    // As over the wire.
    return JSON.parse(JSON.stringify(await answer[name]!(question))) as unknown;
  };
  return { ask, asked };
};

/** What the graph answers. */
export interface Told {
  status: number;
  body: {
    data?: Record<string, Record<string, unknown> | null> | null;
    errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  };
}

/** The public graph over subgraphs, as its clients ask it. */
export const aGraph = (ask: AskSubgraph, introspection = false) => {
  const answer = askGraph(supergraph, ask, { introspection });
  return async (query: string, variables?: Record<string, unknown>): Promise<Told> => {
    const { status, body } = await answer({ query, variables }, { correlationId: 'correlation-1' });
    return { status, body: JSON.parse(JSON.stringify(body)) as Told['body'] };
  };
};
