import * as z from 'zod/mini';
import { Currency, CustomerType, customerFields, Market, Quantity, TestId, TotalPrice } from './fields.ts';
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

/**
 * The five events that carry the shop: who announces each (`source`), what it is about (`subject`, whose id is a
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
      testId: TestId,
    }),
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
