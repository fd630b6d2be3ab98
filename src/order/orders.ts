import type { DetailOf } from '../contracts/events.ts';
import { Problem } from '../contracts/problem.ts';
import { type AnswerTo, askDatabase, type VariablesOf } from '../platform/database.ts';
import { inBatches } from '../platform/inBatches.ts';
import { numberSetting } from '../platform/settings.ts';

const PLACE = `mutation PlaceOrders($orders: [OrderInput!]!, $invoicesPerDay: Int) { placeOrders(orders: $orders, invoicesPerDay: $invoicesPerDay) { orderId outcome } }`;

const CHANGE = `mutation ChangeStatuses($changes: [StatusChange!]!) { updateOrderStatuses(changes: $changes) { orderId outcome } }`;

const CANCEL = `mutation CancelOrder($orderId: ID!, $reason: String!, $actor: String!) {
  cancelOrder(orderId: $orderId, reason: $reason, actor: $actor) { outcome money credit } }`;

const REFUND = `mutation RefundOrder($orderId: ID!, $lines: [LineCountInput!], $reason: String!, $idempotencyKey: String!, $actor: String!) {
  refundOrder(orderId: $orderId, lines: $lines, reason: $reason, idempotencyKey: $idempotencyKey, actor: $actor) {
    outcome refundId lines { sku quantity } credit localAmount status } }`;

const FIND = `query FindOrder($id: ID!) { getOrder(id: $id) {
  orderId status market: customerMarket lines { sku quantity unitPrice } totalPrice localPrice currency
  deliveryTime deliveryChanges history { status at } paidAt isInvoiced cancelledReason refunds { at localAmount } } }`;

/** What became of an order that was to be stored: new, known already, known with other contents, or cancelled at once. */
export type Placement = AnswerTo<typeof PLACE>['placeOrders'][number]['outcome'];

/** An order as the database tells of it for its view. */
export type FoundOrder = NonNullable<AnswerTo<typeof FIND>['getOrder']>;

type StatusChange = VariablesOf<typeof CHANGE>['changes'][number];
type Fact = Omit<StatusChange, 'orderId'>;

/** The variables of what operators do to an order. */
type Cancel = VariablesOf<typeof CANCEL>;
type Refund = VariablesOf<typeof REFUND>;

type Outcome = AnswerTo<typeof CHANGE>['updateOrderStatuses'][number]['outcome'];

/** What became of a change of status: done now, done before, or too late for an order that has ended. */
export type Change = Exclude<Outcome, 'WRONG_STATUS' | 'ORDER_NOT_FOUND'>;

/** Where orders are kept. */
export interface Orders {
  place(order: DetailOf<'OrderCreated'>): Promise<Placement>;
  /** Tells an order a fact; one that it knows changes nothing, nor does one that is too late. Rejects with WRONG_STATUS or ORDER_NOT_FOUND. */
  tell(orderId: string, fact: Fact): Promise<Change>;
  /** Cancels an open order. Rejects with WRONG_STATUS or ORDER_NOT_FOUND. */
  cancel(command: Cancel): Promise<AnswerTo<typeof CANCEL>['cancelOrder']>;
  /** Refunds an order, or lines of it. Rejects with WRONG_STATUS, ORDER_NOT_FOUND, IDEMPOTENCY_KEY_REUSED or INVALID_REQUEST. */
  refund(command: Refund): Promise<AnswerTo<typeof REFUND>['refundOrder']>;
  /** Rejects with ORDER_NOT_FOUND. */
  find(orderId: string): Promise<FoundOrder>;
}

const place = inBatches(async (orders: readonly DetailOf<'OrderCreated'>[]) => {
  const { placeOrders } = await askDatabase(PLACE, {
    orders: orders.map(({ metadata, ...order }) => ({ ...order, correlationId: metadata.correlationId })),
    invoicesPerDay: numberSetting('INVOICES_PER_DAY'),
  });
  return placeOrders.map(({ outcome }) => outcome);
});

const change = inBatches<StatusChange, Change>(async (changes) => {
  const answer = await askDatabase(CHANGE, { changes });
  return answer.updateOrderStatuses.map(({ outcome }, index) => {
    const { orderId, fact } = changes[index]!;
    if (outcome === 'ORDER_NOT_FOUND') return new Problem('ORDER_NOT_FOUND', `There is no order ${orderId}.`);
    if (outcome === 'WRONG_STATUS')
      return new Problem('WRONG_STATUS', `${fact} can't move order ${orderId} yet.`);
    return outcome;
  });
});

/** Orders kept by the private database service. Calls made at the same moment share one request of at most 10. */
export const ordersOverGraphql: Orders = {
  place,
  tell: (orderId, fact) => change({ ...fact, orderId }),
  cancel: async (command) => (await askDatabase(CANCEL, command)).cancelOrder,
  refund: async (command) => (await askDatabase(REFUND, command)).refundOrder,
  find: async (orderId) => {
    const { getOrder } = await askDatabase(FIND, { id: orderId });
    if (!getOrder) throw new Problem('ORDER_NOT_FOUND', 'We know no order with this number.');
    return getOrder;
  },
};
