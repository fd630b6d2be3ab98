import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { IdempotencyKey, Quantity, Sku } from '../../contracts/fields.ts';
import { CreateOrder } from '../../contracts/requests.ts';
import { validate } from '../../platform/http.ts';
import { addToLogContext, logContext } from '../../platform/logContext.ts';
import type { TakenOrder, takeOrder } from '../createOrder.ts';
import { type findOrder, linesIn, quantityOf } from './findOrders.ts';
import type { NeededResolvers, OrderReceipt } from './schema.ts';

/** What placeOrder is told: createOrder's body in the graph's words. Test orders come by REST. */
export const PlaceOrder = z.extend(z.omit(CreateOrder, { products: true, lines: true, testId: true }), {
  lines: z
    .array(z.strictObject({ productId: Sku, quantity: Quantity }))
    .check(z.minLength(1), z.maxLength(100)),
  idempotencyKey: IdempotencyKey,
});
type PlaceOrder = z.infer<typeof PlaceOrder>;

const requestOf = ({ idempotencyKey: _, lines, ...customer }: PlaceOrder): CreateOrder => ({
  ...customer,
  lines: lines.map(({ productId, ...line }) => ({ sku: productId, ...line })),
  testId: 0,
});

const receiptOf = ({ market }: PlaceOrder, { orderId, lines, ...taken }: TakenOrder): OrderReceipt => ({
  ...taken,
  id: orderId,
  status: 'SUCCESS',
  quantity: quantityOf(lines),
  lines: linesIn(market, lines),
});

// GraphQL lets a client say null for what it leaves out.
const withoutNulls = (input: object) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));

/** What answers the order service's part of the public graph. */
export const orderGraph = (edges: {
  find: typeof findOrder;
  take: ReturnType<typeof takeOrder>;
}): NeededResolvers => ({
  Query: {
    order: (_, { id }) => edges.find(id),
  },
  Mutation: {
    placeOrder: async (_, { input }) => {
      const order = validate(PlaceOrder, withoutNulls(input));
      const taken = await edges.take(requestOf(order), {
        correlationId: logContext().correlationId ?? randomUUID(),
        givenKey: order.idempotencyKey,
      });
      addToLogContext({ orderId: taken.orderId });
      return receiptOf(order, taken);
    },
  },
  Order: {
    __resolveReference: ({ id }) => edges.find(id),
  },
});
