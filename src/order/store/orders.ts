import { createHash } from 'node:crypto';
import type { OrderLine } from '../../contracts/events.ts';
import type { Currency, CustomerType, Market, OrderStatus } from '../../contracts/fields.ts';
import type { Sql } from '../../platform/rdsData.ts';
import { type OfOrder, type Write, writeRounds } from '../../platform/store.ts';
import CHANGE_STATUSES from './changeStatuses.sql';
import FIND_ORDERS from './findOrders.sql';
import PLACE_ORDERS from './placeOrders.sql';

/** The inputs of schema.graphql as TypeScript sees them after GraphQL checked them. */
export interface OrderInput {
  orderId: string;
  name: string;
  email: string;
  phone: string;
  street: string;
  city: string;
  customerType: CustomerType;
  market: Market;
  products: string;
  lines: OrderLine[];
  totalPrice: number;
  localPrice: number;
  currency: Currency;
  orgNumber?: string | null;
  paymentId?: string | null;
  testId: number;
  correlationId: string;
}

export interface StatusChange {
  orderId: string;
  status: OrderStatus;
}

type Placement = 'PLACED' | 'ALREADY_PLACED' | 'DIFFERENT_ORDER';
type StatusOutcome = 'DONE' | 'ALREADY_DONE' | 'WRONG_STATUS' | 'ORDER_NOT_FOUND';

// Another click, or a payment made anew after a void, does not make it another order.
const hashOf = ({ correlationId: _, paymentId: __, ...contents }: OrderInput): string =>
  createHash('sha256').update(JSON.stringify(contents)).digest('base64url');

/** Stores orders, each once; a new one announces OrderPlaced. */
export const placeOrders = (write: Write) => {
  const place = writeRounds<OrderInput & { hash: string }, Placement>(write, PLACE_ORDERS, 'orders');
  return (orders: readonly OrderInput[]) => place(orders.map((order) => ({ ...order, hash: hashOf(order) })));
};

/** Moves orders one step forward, never back; an order that becomes STOCKED announces OrderDeliverable. */
export const updateOrderStatuses = (write: Write) =>
  writeRounds<StatusChange, StatusOutcome>(write, CHANGE_STATUSES, 'changes');

const FIND = `${FIND_ORDERS} where o.id = :id::uuid`;

// "> 0" lets the planner use the index of test orders whatever the parameter, and keeps customers' orders out.
const FIND_TEST_ORDERS = `${FIND_ORDERS}
where o.test_id = :testId and o.test_id > 0 and o.id > :after::uuid order by o.id limit :first`;

interface Found {
  found: string;
}

const orderIn = ({ found }: Found) => JSON.parse(found) as OfOrder & Record<string, unknown>;

/** One order with its lines and its history, or null. */
export const getOrder = (sql: Sql) => async (id: string) => {
  const [row] = await sql<Found>(FIND, { id });
  return row ? orderIn(row) : null;
};

/** The orders of one test run by id, a page of `first` after the id `after`. */
export const getAllTestOrders = (sql: Sql) => async (testId: number, first: number, after: string) =>
  (await sql<Found>(FIND_TEST_ORDERS, { testId, first, after })).map(orderIn);
