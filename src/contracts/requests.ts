import * as z from 'zod/mini';
import { events } from './events.ts';
import {
  customerFields,
  CustomerType,
  EpochMilliseconds,
  IdempotencyKey,
  Market,
  MovingFact,
  OrderId,
  PaymentOutcome,
  Quantity,
  Sku,
  TestId,
  TotalPrice,
  typedFields,
} from './fields.ts';
import { HOME_MARKET, type ProviderId, shopFacts } from './markets.ts';

const Line = z.strictObject({ sku: Sku, quantity: Quantity });

/**
 * POST /createOrder. `totalPrice` is what the customer was shown, in US cents.
 * What is ordered comes as `products` (a CSV of SKUs, a repeated SKU is a quantity) or as `lines`.
 */
export const CreateOrder = z.strictObject({
  ...typedFields,
  customerType: CustomerType,
  market: Market,
  products: z.optional(z.string().check(z.maxLength(10_000))),
  lines: z.optional(z.array(Line).check(z.minLength(1), z.maxLength(100))),
  totalPrice: TotalPrice,
  // Older clients send the number 0 for "none".
  orgNumber: z.optional(z.union([z.string().check(z.maxLength(40)), z.int()])),
  testId: z._default(TestId, 0),
});
export type CreateOrder = z.infer<typeof CreateOrder>;

/** POST /testOrders (operators): the same; the gateway wants a name for the body of each route. */
export const CreateTestOrder = CreateOrder;

/** POST /graphql: one document of GraphQL as text. What it may ask for stands in src/<service>/graph/schema.graphql. */
export const AskGraph = z.object({
  query: z.string(),
  variables: z.nullish(z.record(z.string(), z.unknown())),
  operationName: z.nullish(z.string()),
});
export type AskGraph = z.infer<typeof AskGraph>;

/**
 * POST /bookDelivery. `deliveryTime` is one of the offered times, in ms since 1970. A change names the time that it
 * `replaces`; without it the booking is the first. So a request that comes late can't undo what was booked since.
 */
export const BookDelivery = z.strictObject({
  orderId: OrderId,
  deliveryTime: EpochMilliseconds,
  replaces: z.optional(EpochMilliseconds),
});
export type BookDelivery = z.infer<typeof BookDelivery>;

/** GET /deliveryTimes?market= */
export const DeliveryTimes = z.strictObject({ market: Market });

/** GET /orders/{orderId}; whatever is no id of ours is simply not found. */
export const GetOrderStatus = z.object({ orderId: z.string() });

/** The mails that we send, named by the event that causes each. */
export const Transaction = z.enum([
  'OrderCreated',
  'OrderDeliverable',
  'DeliveryBooked',
  'OrderCancelled',
  'OrderRefunded',
]);
export type Transaction = z.infer<typeof Transaction>;

/** POST /placeOrder (operators): the detail of an OrderCreated event; the metadata is ours to add. */
export const PlaceOrder = z.object({ detail: z.omit(events.OrderCreated.detail, { metadata: true }) });

/** POST /updateOrderStatus (operators): the order and the event that it is to be moved by; PaymentSettled has an outcome. */
export const UpdateOrderStatus = z
  .strictObject({
    orderId: OrderId,
    transaction: MovingFact,
    outcome: z.optional(PaymentOutcome),
  })
  .check(
    z.refine(({ transaction, outcome }) => (transaction === 'PaymentSettled') === (outcome !== undefined), {
      path: ['outcome'],
      message: 'is needed for PaymentSettled, and for it alone',
    }),
  );

const Why = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));
const Actor = z._default(z.string().check(z.trim(), z.minLength(1), z.maxLength(100)), 'operator');

/** POST /cancelOrder (operators): cancels an open order. `actor` is who does it, for the order's history. */
export const CancelOrder = z.strictObject({
  orderId: OrderId,
  reason: z._default(Why, 'cancelled by an operator'),
  actor: Actor,
});
export type CancelOrder = z.infer<typeof CancelOrder>;

/**
 * POST /refundOrder (operators): gives back what these plants cost, or, without `lines`, all that is left. The same
 * `idempotencyKey` refunds an order once.
 */
export const RefundOrder = z.strictObject({
  orderId: OrderId,
  lines: z.optional(z.array(Line).check(z.minLength(1), z.maxLength(100))),
  reason: Why,
  idempotencyKey: IdempotencyKey,
  actor: Actor,
});
export type RefundOrder = z.infer<typeof RefundOrder>;

/** POST /stock (operators): the order whose plants are to be ordered. */
export const CreateStock = z.strictObject({ orderId: OrderId });

/** POST /finance (operators): the order to be entered in the books. */
export const EnterInBooks = z.object({
  'detail-type': z.enum(['OrderPlaced', 'OrderCreated']),
  detail: z.object({ orderId: OrderId, totalPrice: TotalPrice }),
});

/** POST /payment (operators): the order whose money is to be settled to what is due. */
export const SettlePayment = z.strictObject({ orderId: OrderId });

/**
 * POST /reconcile (operators): compares a part of a provider's list, from the cursor `after` on, and mends what differs
 * unless it is a `dryRun`.
 */
export const Reconcile = z.strictObject({
  provider: z.enum(Object.keys(shopFacts.providers) as ProviderId[]),
  after: z.optional(z.string().check(z.maxLength(200))),
  dryRun: z._default(z.boolean(), true),
});

const cancelled = events.OrderCancelled.detail.shape;
const refunded = events.OrderRefunded.detail.shape;

/** A mail can't be written without this field. */
const needs = (transaction: Transaction, field: string) =>
  z.refine<Record<string, unknown>>(
    (mail) => mail['transaction'] !== transaction || mail[field] !== undefined,
    { path: [field], message: `is needed for the mail ${transaction}` },
  );

/** POST /email (operators): the mail to be sent, with what its event would have said of the matter. */
export const SendEmail = z
  .object({
    ...customerFields,
    transaction: Transaction,
    orderId: OrderId,
    market: z._default(Market, HOME_MARKET),
    deliveryTime: z.optional(EpochMilliseconds),
    reason: z.optional(cancelled.reason),
    money: z.optional(cancelled.money),
    refundId: z.optional(refunded.refundId),
    localAmount: z.optional(refunded.localAmount),
    isInvoiced: z._default(refunded.isInvoiced, false),
  })
  .check(
    needs('DeliveryBooked', 'deliveryTime'),
    needs('OrderCancelled', 'reason'),
    needs('OrderCancelled', 'money'),
    needs('OrderRefunded', 'refundId'),
    needs('OrderRefunded', 'localAmount'),
  );
export type SendEmail = z.infer<typeof SendEmail>;
