import * as z from 'zod/mini';
import {
  CancelReason,
  Currency,
  customerFields,
  CustomerType,
  Market,
  MoneyFate,
  PaymentOutcome,
  Quantity,
  TestId,
  TotalPrice,
} from './fields.ts';
import { fieldOf, type Subject, subjects } from './subjects.ts';

/** What every event says of itself. `correlationId` follows one order from the click to the last mail. */
export const Metadata = z.object({
  eventId: z.uuid(),
  version: z.literal(1),
  occurredAt: z.iso.datetime({ offset: true }),
  correlationId: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type Metadata = z.infer<typeof Metadata>;

/** One plant of an order; `unitPrice` is in US cents. */
export const OrderLine = z.object({
  sku: z.string(),
  quantity: Quantity,
  unitPrice: z.int().check(z.minimum(0)),
});
export type OrderLine = z.infer<typeof OrderLine>;

const metadata = { metadata: Metadata };
const order = { [fieldOf('order')]: subjects.order };
const contents = {
  products: z.string(),
  lines: z.array(OrderLine).check(z.minLength(1)),
  totalPrice: TotalPrice,
};
const recipient = { ...customerFields, market: Market };
const cents = z.int().check(z.minimum(0));

/**
 * How an order is paid: a hold of `amount` (hundredths of `currency`) at a provider of markets.json, or an invoice later.
 * Events of releases that charged at once have no terms: their money is not ours to move.
 */
export const PaymentTerms = z.union([
  z.object({ provider: z.literal('invoice') }),
  z.object({
    provider: z.string(),
    paymentId: z.string(),
    amount: z.int().check(z.minimum(1)),
    currency: Currency,
  }),
]);
export type PaymentTerms = z.infer<typeof PaymentTerms>;

/**
 * The events of the shop: who announces each (`source`), what it is about (`subject`, whose id is a
 * field of the detail) and what it says (`detail`).
 * `totalPrice` is in US cents, `localPrice` in hundredths of `currency`, `deliveryTime` in ms since 1970.
 */
export const events = {
  OrderCreated: {
    source: 'acmecorp.order',
    subject: 'order',
    detail: z.object({
      ...metadata,
      ...order,
      ...recipient,
      ...contents,
      customerType: CustomerType,
      localPrice: z.int().check(z.minimum(1)),
      currency: Currency,
      orgNumber: z.optional(z.string()),
      paymentId: z.optional(z.string()),
      payment: z.optional(PaymentTerms),
      // Of the Idempotency-Key and the e-mail: orders with one key and other contents meet by it.
      keyHash: z.optional(z.string()),
      testId: TestId,
    }),
  },
  OrderPlaced: {
    source: 'acmecorp.order',
    subject: 'order',
    detail: z.object({
      ...metadata,
      ...order,
      ...contents,
      name: customerFields.name,
      email: customerFields.email,
      // With these the thanks can be written by it too.
      market: z.optional(Market),
      localPrice: z.optional(z.int().check(z.minimum(1))),
      payment: z.optional(PaymentTerms),
      testId: TestId,
    }),
  },
  PaymentSettled: {
    source: 'acmecorp.payment',
    subject: 'order',
    detail: z.object({ ...metadata, ...order, outcome: PaymentOutcome }),
  },
  StockCreated: {
    source: 'acmecorp.stock',
    subject: 'order',
    detail: z.object({ ...metadata, ...order }),
  },
  OrderDeliverable: {
    source: 'acmecorp.order',
    subject: 'order',
    detail: z.object({ ...metadata, ...order, ...recipient, testId: TestId }),
  },
  DeliveryBooked: {
    source: 'acmecorp.delivery',
    subject: 'order',
    detail: z.object({ ...metadata, ...order, ...recipient, deliveryTime: z.int().check(z.minimum(0)) }),
  },
  OrderCancelled: {
    source: 'acmecorp.order',
    subject: 'order',
    detail: z.object({
      ...metadata,
      ...order,
      ...recipient,
      reason: CancelReason,
      // What becomes of the customer's money.
      money: MoneyFate,
      // What the books have of the order and are to give back, in US cents; 0 where it never came into them.
      credit: cents,
      totalPrice: TotalPrice,
      localPrice: z.int().check(z.minimum(1)),
      currency: Currency,
      // What was booked, which the customer may have in a calendar.
      deliveryTime: z.optional(z.int().check(z.minimum(0))),
      // Told again, because an order that is cancelled when it is stored has no OrderPlaced, but may have a hold.
      payment: z.optional(PaymentTerms),
      testId: TestId,
    }),
  },
  OrderRefunded: {
    source: 'acmecorp.order',
    subject: 'order',
    detail: z.object({
      ...metadata,
      ...order,
      ...recipient,
      refundId: z.uuid(),
      lines: z.array(z.object({ sku: z.string(), quantity: Quantity })).check(z.minLength(1)),
      // What goes back: US cents for the books, hundredths of `currency` for the customer.
      credit: cents,
      localAmount: cents,
      currency: Currency,
      isInvoiced: z.boolean(),
      testId: TestId,
    }),
  },
} as const satisfies Record<string, { source: string; subject: Subject; detail: z.ZodMiniType }>;

/** The name of an event: its `detail-type` on the bus. */
export type EventName = keyof typeof events;

/** What an event of that name says. */
export type DetailOf<Name extends EventName> = z.infer<(typeof events)[Name]['detail']>;

/** An event as its consumers receive it; several names make a union that `name` tells apart. */
export type EventOf<Name extends EventName> = {
  [Each in Name]: { name: Each; detail: DetailOf<Each> };
}[Name];

/** Any of the events. */
export type ShopEvent = EventOf<EventName>;

/** What an event is about, as a field that names its id. */
export const subjectOf = ({ name, detail }: ShopEvent): Record<string, string> => {
  const field = fieldOf(events[name].subject);
  return { [field]: detail[field] };
};
