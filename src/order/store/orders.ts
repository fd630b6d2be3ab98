import { createHash } from 'node:crypto';
import { orderStatuses, outcomeOf } from '../../contracts/orderStatuses.ts';
import type {
  Order,
  OrderInput,
  Placement,
  StatusChange,
  StatusOutcome,
} from '../../platform/databaseSchema.ts';
import type { Sql } from '../../platform/rdsData.ts';
import { type Write, writeRounds } from '../../platform/store.ts';
import CHANGE_STATUSES from './changeStatuses.sql';
import FIND_ORDERS from './findOrders.sql';
import PLACE_ORDERS from './placeOrders.sql';

// Another click, or a payment made anew after a void, does not make it another order.
const hashOf = ({ correlationId: _, paymentId: __, ...contents }: OrderInput): string =>
  createHash('sha256').update(JSON.stringify(contents)).digest('base64url');

/** Stores orders, each once; a new one announces OrderPlaced. */
export const placeOrders = (write: Write) => {
  const place = writeRounds<OrderInput & { hash: string }, Placement>(write, PLACE_ORDERS, 'orders');
  return (orders: readonly OrderInput[]) => place(orders.map((order) => ({ ...order, hash: hashOf(order) })));
};

// Every pair of statuses and what becomes of it.
const OUTCOMES = JSON.stringify(
  orderStatuses.flatMap((from) =>
    orderStatuses.map((to) => ({ from_status: from, to_status: to, outcome: outcomeOf(from, to) })),
  ),
);

/** Moves orders as the table of statuses allows; one that becomes STOCKED announces OrderDeliverable. */
export const updateOrderStatuses = (write: Write) => {
  const change = writeRounds<StatusChange, StatusOutcome>(write, CHANGE_STATUSES, 'changes');
  return (changes: readonly StatusChange[]) => change(changes, { outcomes: OUTCOMES });
};

const FIND = `${FIND_ORDERS} where o.id = :id::uuid`;

// "> 0" lets the planner use the index of test orders whatever the parameter, and keeps customers' orders out.
const FIND_TEST_ORDERS = `${FIND_ORDERS}
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

/** The orders of one test run by id, a page of `first` after the id `after`. */
export const getAllTestOrders = (sql: Sql) => async (testId: number, first: number, after: string) =>
  (await sql<Found>(FIND_TEST_ORDERS, { testId, first, after })).map(orderIn);
