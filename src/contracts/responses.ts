import * as z from 'zod/mini';
import { Currency, Market, OrderId, OrderStatus, PaymentState, Quantity, TotalPrice } from './fields.ts';
import { cancelReasons } from './orderStatuses.ts';
import { problemCodes } from './problem.ts';

/** An answer as it is read: nobody changes it. */
type Immutable<Value> = Value extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : Value extends object
    ? { readonly [Field in keyof Value]: Immutable<Value[Field]> }
    : Value;

/** POST /createOrder, 202: the order is on its way; `orderId` follows it, `idempotencyKey` repeats the request safely. */
export const CreatedOrder = z.object({
  status: z.literal('SUCCESS'),
  redirectUrl: z.string(),
  orderId: OrderId,
  idempotencyKey: z.string(),
});
export type CreatedOrder = z.infer<typeof CreatedOrder>;

/**
 * GET /orders/{orderId}: what a customer may see of an order by knowing its id. Prices in US cents, `localPrice` and
 * `localAmount` in hundredths of `currency`, `deliveryTime` in ms since 1970.
 */
export const OrderView = z.object({
  orderId: OrderId,
  status: OrderStatus,
  market: Market,
  lines: z.array(z.object({ sku: z.string(), quantity: Quantity, unitPrice: z.int() })),
  totalPrice: TotalPrice,
  localPrice: z.int(),
  currency: Currency,
  deliveryTime: z.nullable(z.int()),
  deliveryChanges: z.int(),
  history: z.array(z.object({ status: OrderStatus, at: z.string() })),
  payment: z.optional(PaymentState),
  cancelledReason: z.optional(z.enum(cancelReasons)),
  refunds: z.optional(z.array(z.object({ at: z.string(), localAmount: z.int() }))),
});
export type OrderView = Immutable<z.infer<typeof OrderView>>;

/** GET /deliveryTimes: the free times in ms since 1970, as digits and with the places that are left in each. */
export const FreeTimes = z.object({
  deliveryOptions: z.array(z.string()),
  slots: z.array(z.object({ time: z.int(), remaining: z.int() })),
});
export type FreeTimes = z.infer<typeof FreeTimes>;

/** POST /bookDelivery: what was booked, and nothing of the customer; `deliveryTime` in ms since 1970. */
export const Booking = z.object({ orderId: OrderId, deliveryTime: z.int() });
export type Booking = z.infer<typeof Booking>;

// Nothing answers these any more, but clients of earlier releases know them.
const formerCodes = ['PAYMENT_UNAVAILABLE', 'ORDER_NOT_ACCEPTED'] as const;

/** Every refusal (RFC 9457), as application/problem+json; some say more: `expectedTotal`, or the key to try again with. */
export const Refusal = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum([...problemCodes, ...formerCodes]),
  detail: z.string(),
  errors: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
  expectedTotal: z.optional(TotalPrice),
  idempotencyKey: z.optional(z.string()),
  // Of a refused booking: the time as it is booked; null while none is.
  deliveryTime: z.optional(z.nullable(z.int())),
  correlationId: z.string(),
});
