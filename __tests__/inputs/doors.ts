import fc from 'fast-check';
import * as z from 'zod/mini';
import { MoneyFate, OrderStatus, PaymentOutcome, Quantity } from '../../src/contracts/fields.ts';
import * as requests from '../../src/contracts/requests.ts';
import * as responses from '../../src/contracts/responses.ts';
import { type Door, get, post } from './door.ts';
import { graphDoors } from './graphDoors.ts';
import { known } from './known.ts';
import { few, fieldsOf, orders } from './orders.ts';
import { badField, badText, MARK } from './values.ts';

const facts = {
  deliveryTime: 1_795_519_500_000,
  reason: 'BY_OPERATOR',
  money: 'NOTHING_CHARGED',
  refundId: '0b6f0a3e-6a0a-4a60-8f0c-0d6a9d3f0c11',
  localAmount: 15_000,
};

const moved = fieldsOf(requests.UpdateOrderStatus).map(({ outcome, ...change }) =>
  change['transaction'] === 'PaymentSettled' ? { ...change, outcome: outcome ?? 'CAPTURED' } : change,
);

// Every mail of ours has something of these.
const mails = fieldsOf(requests.SendEmail).map((mail) => ({ ...facts, ...mail }));

const result = (of: z.ZodMiniType) => z.object({ result: of });

const market = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom('US', 'MX').map((each): Record<string, string> => ({ market: each })),
  },
  badText.map((text): Record<string, string> => ({ market: text })),
  fc.tuple(badField, badText).map(([field, text]) => ({ market: 'US', [field]: text })),
  fc.constant({}),
);

const anyOrder = fc.oneof(
  { weight: 3, arbitrary: known()['orderId'] as fc.Arbitrary<string> },
  badText,
  fc.constantFrom(MARK, '%2e%2e%2f', '*', '{orderId}'),
);

const Cancelled = z.object({
  outcome: z.enum(['DONE', 'ALREADY_DONE']),
  money: z.nullable(MoneyFate),
  credit: z.nullable(z.int()),
});

const Refunded = z.object({
  outcome: z.enum(['DONE', 'ALREADY_DONE']),
  refundId: z.uuid(),
  lines: z.array(z.object({ sku: z.string(), quantity: Quantity })),
  credit: z.int(),
  localAmount: z.int(),
  status: OrderStatus,
});

const Compared = z.object({
  isCalm: z.boolean(),
  findings: z.array(z.looseObject({ toDo: z.string(), provider: z.string() })),
  wrong: z.optional(z.int()),
  next: z.nullable(z.string()),
});

const Mailed = z.enum(['SENT', 'ALREADY_SENT', 'OBSOLETE', 'CAPPED', 'UNDELIVERABLE', 'UNCONFIRMED']);

/**
 * Every route of every functions.yml with its generators, by method and path; inputs.test.ts counts them. The
 * operations of the private and of the public graph have theirs from their schemas.
 */
export const doors: Record<string, Door> = {
  'post /createOrder': post('order/createOrder', responses.CreatedOrder, orders),
  'post /testOrders': post('order/createTestOrder', responses.CreatedOrder, orders),
  'post /placeOrder': post(
    'order/placeOrder',
    result(z.enum(['PLACED', 'ALREADY_PLACED', 'DIFFERENT_ORDER', 'KEY_REUSED'])),
    fieldsOf(requests.PlaceOrder),
  ),
  'post /updateOrderStatus': post(
    'order/updateOrderStatus',
    result(z.enum(['DONE', 'ALREADY_DONE', 'OBSOLETE'])),
    moved,
  ),
  'post /cancelOrder': post('order/cancelOrder', Cancelled, fieldsOf(requests.CancelOrder)),
  'post /refundOrder': post('order/refundOrder', Refunded, fieldsOf(requests.RefundOrder).map(few)),
  'get /orders/{orderId}': get('order/orderStatus', responses.OrderView, fc.constant({}), anyOrder),
  'get /deliveryTimes': get('delivery/deliveryTimes', responses.FreeTimes, market, fc.constant('')),
  'post /bookDelivery': post('delivery/bookDelivery', responses.Booking, fieldsOf(requests.BookDelivery)),
  'post /stock': post('stock/stock', result(z.string()), fieldsOf(requests.CreateStock)),
  'post /finance': post(
    'finance/finance',
    result(z.enum(['RECORDED', 'ALREADY_RECORDED'])),
    fc.record(
      {
        'detail-type': fc.constantFrom('OrderPlaced', 'OrderCreated'),
        detail: fc.record({ orderId: known()['orderId']!, totalPrice: fc.constantFrom(45_000, 45_001) }),
      },
      { noNullPrototype: true },
    ),
  ),
  'post /payment': post(
    'payment/payment',
    result(z.union([PaymentOutcome, z.literal('NOTHING_TO_SETTLE')])),
    fieldsOf(requests.SettlePayment),
  ),
  'post /reconcile': post('payment/reconcile', Compared, fieldsOf(requests.Reconcile)),
  ...graphDoors,
  'post /email': post('email/email', result(Mailed), mails),
};
