import * as z from 'zod/mini';
import { events } from './events.ts';
import {
  customerFields,
  CustomerType,
  EpochMilliseconds,
  Market,
  OrderId,
  Quantity,
  TestId,
  TotalPrice,
  typedFields,
} from './fields.ts';
import { HOME_MARKET } from './markets.ts';
import { movingFacts } from './orderStatuses.ts';

const Line = z.strictObject({ sku: z.string().check(z.minLength(1), z.maxLength(20)), quantity: Quantity });

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

/** POST /bookDelivery. `deliveryTime` is one of the offered times, in ms since 1970. */
export const BookDelivery = z.strictObject({ orderId: OrderId, deliveryTime: EpochMilliseconds });
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

/** POST /updateOrderStatus (operators): the order and the event that it is to be moved by. */
export const UpdateOrderStatus = z.strictObject({
  orderId: OrderId,
  transaction: z.enum(movingFacts),
});

/** POST /stock (operators): the order whose plants are to be ordered. */
export const CreateStock = z.strictObject({ orderId: OrderId });

/** POST /finance (operators): the order to be entered in the books. */
export const EnterInBooks = z.object({
  'detail-type': z.enum(['OrderPlaced', 'OrderCreated']),
  detail: z.object({ orderId: OrderId, totalPrice: TotalPrice }),
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
