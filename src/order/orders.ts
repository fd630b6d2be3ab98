import type { DetailOf } from '../contracts/events.ts';
import type { OrderStatus } from '../contracts/fields.ts';
import { Problem } from '../contracts/problem.ts';
import type { OrderView } from '../contracts/responses.ts';
import { type AnswerTo, askDatabase } from '../platform/database.ts';
import { inBatches } from '../platform/inBatches.ts';

const PLACE = `mutation PlaceOrders($orders: [OrderInput!]!) { placeOrders(orders: $orders) { orderId outcome } }`;

const CHANGE = `mutation ChangeStatuses($changes: [StatusChange!]!) { updateOrderStatuses(changes: $changes) { orderId outcome } }`;

const FIND = `query FindOrder($id: ID!) { getOrder(id: $id) {
  orderId status market: customerMarket lines { sku quantity unitPrice } totalPrice localPrice currency
  deliveryTime deliveryChanges history { status at } } }`;

/** What became of an order that was to be stored: new, known already, or known with other contents. */
export type Placement = AnswerTo<typeof PLACE>['placeOrders'][number]['outcome'];

type Outcome = AnswerTo<typeof CHANGE>['updateOrderStatuses'][number]['outcome'];

/** What became of a change of status: done now, done before, or too late for an order that has ended. */
export type Change = Exclude<Outcome, 'WRONG_STATUS' | 'ORDER_NOT_FOUND'>;

/** Where orders are kept. */
export interface Orders {
  place(order: DetailOf<'OrderCreated'>): Promise<Placement>;
  /** Moves an order forward; moving it where it is, or was, changes nothing, nor does moving one that has ended. Rejects with WRONG_STATUS or ORDER_NOT_FOUND. */
  changeStatus(orderId: string, status: OrderStatus): Promise<Change>;
  /** Rejects with ORDER_NOT_FOUND. */
  find(orderId: string): Promise<OrderView>;
}

const place = inBatches(async (orders: readonly DetailOf<'OrderCreated'>[]) => {
  const { placeOrders } = await askDatabase(PLACE, {
    orders: orders.map(({ metadata, ...order }) => ({ ...order, correlationId: metadata.correlationId })),
  });
  return placeOrders.map(({ outcome }) => outcome);
});

type StatusChange = { orderId: string; status: OrderStatus };

const change = inBatches<StatusChange, Change>(async (changes) => {
  const answer = await askDatabase(CHANGE, { changes });
  return answer.updateOrderStatuses.map(({ outcome }, index) => {
    const { orderId, status } = changes[index]!;
    if (outcome === 'ORDER_NOT_FOUND') return new Problem('ORDER_NOT_FOUND', `There is no order ${orderId}.`);
    if (outcome === 'WRONG_STATUS')
      return new Problem('WRONG_STATUS', `Order ${orderId} can't become ${status} yet.`);
    return outcome;
  });
});

/** Orders kept by the private database service. Calls made at the same moment share one request of at most 10. */
export const ordersOverGraphql: Orders = {
  place,
  changeStatus: (orderId, status) => change({ orderId, status }),
  find: async (orderId) => {
    const { getOrder } = await askDatabase(FIND, { id: orderId });
    if (!getOrder) throw new Problem('ORDER_NOT_FOUND', 'We know no order with this number.');
    return getOrder;
  },
};
