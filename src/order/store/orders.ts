import { createHash } from 'node:crypto';
import {
  customerOf,
  type MovingFact,
  type OrderStatus,
  type PaymentOutcome,
} from '../../contracts/fields.ts';
import { localLinePrices } from '../../contracts/money.ts';
import {
  movingFacts,
  openStatuses,
  orderStatuses,
  paymentOutcomes,
  stepOf,
} from '../../contracts/orderStatuses.ts';
import { invalid, Problem } from '../../contracts/problem.ts';
import type {
  MutationCancelOrderArgs,
  MutationRefundOrderArgs,
  Order,
  OrderCancellation,
  OrderInput,
  OrderRefund,
  Placement,
  StatusChange,
  StatusOutcome,
} from '../../platform/databaseSchema.ts';
import type { Sql } from '../../platform/rdsData.ts';
import { idOf, type Write, writeRounds } from '../../platform/store.ts';
import CANCEL_ORDER from './cancelOrder.sql';
import CHANGE_STATUSES from './changeStatuses.sql';
import { withCustomer } from './customer.ts';
import FIND_ORDERS from './findOrders.sql';
import PLACE_ORDERS from './placeOrders.sql';
import REFUND_ORDER from './refundOrder.sql';

// Another click, or another payment, does not make it another order. The customer comes behind the id, as in the releases
// before: the same contents must give the same hash.
const hashOf = ({
  correlationId: _,
  paymentId: __,
  payment: ___,
  keyHash: ____,
  orderId,
  ...contents
}: OrderInput): string => {
  const inOrder = { orderId, ...customerOf(contents), ...contents, email: contents.email.toLowerCase() };
  return createHash('sha256').update(JSON.stringify(inOrder)).digest('base64url');
};

const withLocalPrices = ({ lines, localPrice }: OrderInput) => {
  const prices = localLinePrices(lines, localPrice);
  return lines.map((line, index) => ({ ...line, localPrice: prices[index] }));
};

// Whoever orders by createOrder has each plant in one line; an operator may not know that.
const refuseRepeatedPlants = ({ lines }: OrderInput): void => {
  if (new Set(lines.map(({ sku }) => sku)).size < lines.length)
    throw invalid({ field: 'lines', message: 'names a plant twice' });
};

/** How many orders by invoice an organisation gets in a day where nobody says otherwise. */
const INVOICES_PER_DAY = 20;

/**
 * Stores orders, each once; a new one announces OrderPlaced. One whose key belongs to another, or that its organisation
 * has ordered by invoice beyond `invoicesPerDay`, announces OrderCancelled.
 */
export const placeOrders = (write: Write) => {
  const place = writeRounds<OrderInput & { hash: string }, Placement>(
    write,
    withCustomer(PLACE_ORDERS),
    'orders',
  );
  return async (orders: readonly OrderInput[], invoicesPerDay: number | null = null) => {
    orders.forEach(refuseRepeatedPlants);
    return place(
      orders.map((order) => ({ ...order, hash: hashOf(order), lines: withLocalPrices(order) })),
      { invoicesPerDay: invoicesPerDay ?? INVOICES_PER_DAY },
    );
  };
};

/** What becomes of an order in this status by this fact, as changeStatuses.sql reads it. */
const stepRow = (status: OrderStatus, fact: MovingFact, payment?: PaymentOutcome) => {
  const step = stepOf(status, fact, payment);
  if (step.outcome !== 'DONE') return { status, fact, payment, outcome: step.outcome };
  const { to, reason, marks, when, announces: [announced] = [] } = step.line;
  return {
    status,
    fact,
    payment,
    outcome: step.outcome,
    to: to === 'same' ? status : to,
    reason,
    marksPaid: marks === 'paid',
    needsPaid: when?.includes('paid') ?? false,
    needsTime: when?.includes('hasDeliveryTime') ?? false,
    announces: announced?.event,
    ifPaid: announced?.when?.includes('paid') ?? false,
  };
};

const STEPS = JSON.stringify(
  orderStatuses.flatMap((status) =>
    movingFacts.flatMap((fact) =>
      (fact === 'PaymentSettled' ? paymentOutcomes : [undefined]).map((payment) =>
        stepRow(status, fact, payment),
      ),
    ),
  ),
);

/**
 * Tells orders facts, which do to them what the table of statuses says: OrderDeliverable is announced once it is stocked
 * and paid, OrderCancelled when its money can't be had.
 */
export const updateOrderStatuses = (write: Write) => {
  const change = writeRounds<StatusChange, StatusOutcome>(write, CHANGE_STATUSES, 'changes');
  return (changes: readonly StatusChange[]) => change(changes, { steps: STEPS });
};

const noSuchOrder = (orderId: string) => new Problem('ORDER_NOT_FOUND', `There is no order ${orderId}.`);

const OPEN = openStatuses.join(',');

/** Cancels an open order and announces it; one that is cancelled stays so. Rejects with WRONG_STATUS where it was delivered. */
export const cancelOrder =
  (write: Write) =>
  async ({ orderId, reason, actor }: MutationCancelOrderArgs): Promise<OrderCancellation> => {
    const [row] = await write<
      Omit<OrderCancellation, 'outcome'> & { outcome: OrderCancellation['outcome'] | 'WRONG_STATUS' }
    >(CANCEL_ORDER, {
      orderId: idOf(orderId),
      reason,
      actor,
      open: OPEN,
    });
    if (!row) throw noSuchOrder(orderId);
    const { outcome, money, credit } = row;
    if (outcome === 'WRONG_STATUS')
      throw new Problem('WRONG_STATUS', `Order ${orderId} has ended: it can be refunded, but not cancelled.`);
    return { outcome, money, credit };
  };

const summedUp = (lines: readonly { sku: string; quantity: number }[]) =>
  [...Map.groupBy(lines, ({ sku }) => sku)]
    .map(([sku, same]) => ({ sku, quantity: same.reduce((sum, { quantity }) => sum + quantity, 0) }))
    .sort((one, other) => (one.sku < other.sku ? -1 : 1));

type RefundRow = Omit<OrderRefund, 'outcome' | 'lines'> & {
  outcome:
    | OrderRefund['outcome']
    | 'AGAIN'
    | 'IDEMPOTENCY_KEY_REUSED'
    | 'WRONG_STATUS'
    | 'NOT_IN_ORDER'
    | 'MORE_THAN_LEFT';
  lines: string;
};

const refusalOf = (outcome: Exclude<RefundRow['outcome'], OrderRefund['outcome'] | 'AGAIN'>): Problem => {
  if (outcome === 'IDEMPOTENCY_KEY_REUSED')
    return new Problem(outcome, 'This idempotencyKey has refunded something else of the order.');
  if (outcome === 'WRONG_STATUS')
    return new Problem(outcome, 'The order is cancelled: nothing is left to refund.');
  return invalid({
    field: 'lines',
    message:
      outcome === 'NOT_IN_ORDER'
        ? 'names a plant that is not in the order'
        : 'is more than is left of the order',
  });
};

/**
 * Refunds lines of an order, or all that is left; the same key refunds once. Announces OrderRefunded, or OrderCancelled
 * alone where nothing is left. Rejects with what of it can't be.
 */
export const refundOrder =
  (write: Write) =>
  async ({ orderId, lines, idempotencyKey, ...more }: MutationRefundOrderArgs): Promise<OrderRefund> => {
    const parameters = {
      ...more,
      orderId: idOf(orderId),
      key: idempotencyKey,
      isWhole: !lines,
      lines: JSON.stringify(summedUp(lines ?? [])),
    };
    for (;;) {
      const [row] = await write<RefundRow>(REFUND_ORDER, parameters);
      if (!row) throw noSuchOrder(orderId);
      const { outcome } = row;
      if (outcome === 'AGAIN') continue;
      if (outcome !== 'DONE' && outcome !== 'ALREADY_DONE') throw refusalOf(outcome);
      return { ...row, outcome, lines: JSON.parse(row.lines) as OrderRefund['lines'] };
    }
  };

const FOUND = withCustomer(FIND_ORDERS);

const FIND = `${FOUND} where o.id = :id::uuid`;

// "> 0" lets the planner use the index of test orders whatever the parameter, and keeps customers' orders out.
const FIND_TEST_ORDERS = `${FOUND}
where o.test_id = :testId and o.test_id > 0 and o.id > :after::uuid order by o.id limit :first`;

interface Found {
  found: string;
}

/** An order without what other stores add to it. */
type StoredOrder = Omit<
  Order,
  'deliveryTime' | 'deliveryChanges' | 'ledgerEntry' | 'ledger' | 'emails' | 'events' | 'payments'
>;

const orderIn = ({ found }: Found) => JSON.parse(found) as StoredOrder;

/** One order with its lines and its history, or null. */
export const getOrder = (sql: Sql) => async (id: string) => {
  const [row] = await sql<Found>(FIND, { id });
  return row ? orderIn(row) : null;
};

const FIND_MANY = `${FOUND} where o.id = any(string_to_array(:ids, ',')::uuid[])`;

/** The orders of these ids with their lines and their history, in one statement. */
export const getOrders = (sql: Sql) => async (ids: readonly string[]) =>
  (await sql<Found>(FIND_MANY, { ids: ids.join(',') })).map(orderIn);

/** The orders of one test run by id, a page of `first` after the id `after`. */
export const getAllTestOrders = (sql: Sql) => async (testId: number, first: number, after: string) =>
  (await sql<Found>(FIND_TEST_ORDERS, { testId, first, after })).map(orderIn);
