import { createHash } from 'node:crypto';
import { orderStatuses, outcomeOf } from '../contracts/orderStatuses.ts';
import type { Sql } from '../platform/rdsData.ts';
import { inRounds } from './inRounds.ts';
import { OUTBOX_ROW, type Outbox, type OutboxRow, SETTLE } from './outbox.ts';
import type { OrderInput, Placement, StatusChange, StatusOutcome } from './schema.ts';

const PLACE = `
with ${SETTLE},
given as (
  select * from jsonb_to_recordset(:orders::jsonb) as g(
    "orderId" uuid, name text, email text, phone text, street text, city text, "customerType" text, market text,
    products text, lines jsonb, "totalPrice" int, "localPrice" bigint, currency text, "orgNumber" text,
    "paymentId" text, "testId" int, "correlationId" text, hash text)
),
placed as (
  insert into orders as o (id, status, customer_name, customer_email, customer_phone, customer_street, customer_city,
    customer_type, customer_market, ordered_products, total_price, local_price, currency, org_number, payment_id,
    test_id, correlation_id, request_hash)
  select "orderId", 'PLACED', name, email, phone, street, city, "customerType", market, products, "totalPrice",
    "localPrice", currency, "orgNumber", "paymentId", "testId", "correlationId", hash
  from given order by "orderId"
  on conflict (id) do update set attempts = o.attempts + 1
  returning o.id, o.attempts = 1 as is_new, o.request_hash
),
fresh as (
  select g.* from given g join placed p on p.id = g."orderId" where p.is_new
),
line as (
  insert into order_lines (order_id, sku, quantity, unit_price)
  select f."orderId", l.sku, l.quantity, l."unitPrice"
  from fresh f, jsonb_to_recordset(f.lines) as l(sku text, quantity int, "unitPrice" int)
),
step as (
  insert into order_history (order_id, status) select "orderId", 'PLACED' from fresh
),
event as (
  insert into outbox (order_id, type, correlation_id, detail)
  select "orderId", 'OrderPlaced', "correlationId", jsonb_build_object('orderId', "orderId", 'products', products,
    'lines', lines, 'totalPrice', "totalPrice", 'name', name, 'email', email, 'testId', "testId")
  from fresh
  returning ${OUTBOX_ROW}
)
select g."orderId" as order_id,
  case when p.request_hash <> g.hash then 'DIFFERENT_ORDER' when p.is_new then 'PLACED' else 'ALREADY_PLACED' end as outcome,
  e.event_id, e.type, e.detail, e.correlation_id, e.occurred_at
from given g join placed p on p.id = g."orderId" left join event e on e.order_id = p.id`;

// Every pair of statuses and what becomes of it, as rows of SQL.
const OUTCOMES = orderStatuses
  .flatMap((from) => orderStatuses.map((to) => `('${from}', '${to}', '${outcomeOf(from, to)}')`))
  .join(', ');

// The outcome is looked up after the lock is held: a join inside of `cur` would see the status of before the wait.
const CHANGE_STATUS = `
with ${SETTLE},
wanted as (
  select * from jsonb_to_recordset(:changes::jsonb) as w("orderId" uuid, status text)
),
cur as (
  select o.id, o.status, w.status as wanted, o.delivery_time from orders o join wanted w on w."orderId" = o.id
  order by o.id for update of o
),
judged as (
  select cur.*, t.outcome
  from cur join (values ${OUTCOMES}) as t(from_status, to_status, outcome) on (t.from_status, t.to_status) = (cur.status, cur.wanted)
),
moved as (
  update orders o set status = judged.wanted from judged
  where o.id = judged.id and judged.outcome = 'DONE'
    and (judged.wanted <> 'DELIVERY_BOOKED' or judged.delivery_time is not null)
  returning o.*
),
step as (
  insert into order_history (order_id, status) select id, status from moved
),
event as (
  insert into outbox (order_id, type, correlation_id, detail)
  select id, 'OrderDeliverable', correlation_id, jsonb_build_object('orderId', id, 'name', customer_name,
    'email', customer_email, 'phone', customer_phone, 'street', customer_street, 'city', customer_city,
    'market', customer_market, 'testId', test_id)
  from moved where status = 'STOCKED'
  returning ${OUTBOX_ROW}
)
select w."orderId" as order_id,
  case when moved.id is not null then 'DONE' when judged.id is null then 'ORDER_NOT_FOUND'
    when judged.outcome = 'DONE' then 'WRONG_STATUS' else judged.outcome end as outcome,
  e.event_id, e.type, e.detail, e.correlation_id, e.occurred_at
from wanted w left join judged on judged.id = w."orderId" left join moved on moved.id = judged.id
  left join event e on e.order_id = moved.id`;

type Row<Outcome> = { order_id: string; outcome: Outcome } & (OutboxRow | { event_id: null });

const hasEvent = <Outcome>(row: Row<Outcome>): row is { outcome: Outcome } & OutboxRow =>
  row.event_id !== null;

/** Writes many orders a statement; a repeated id waits for the next, so that each sees what the one before did. */
const writing =
  <Input extends { orderId: string }, Outcome>(outbox: Outbox, statement: string, parameter: string) =>
  (inputs: readonly Input[]): Promise<{ orderId: string; outcome: Outcome }[]> =>
    inRounds(inputs, async (round) => {
      const rows = await outbox.write<Row<Outcome>>(statement, { [parameter]: JSON.stringify(round) });
      await outbox.publish(rows.filter(hasEvent));
      return new Map(rows.map(({ order_id, outcome }) => [order_id, { orderId: order_id, outcome }]));
    });

// Another click, or a payment made anew after a void, does not make it another order.
const hashOf = ({ correlationId: _, paymentId: __, ...contents }: OrderInput): string =>
  createHash('sha256').update(JSON.stringify(contents)).digest('base64url');

/** Stores orders, each once; a new one announces OrderPlaced. */
export const placeOrders = (outbox: Outbox) => {
  const write = writing<OrderInput & { hash: string }, Placement>(outbox, PLACE, 'orders');
  return (orders: readonly OrderInput[]) => write(orders.map((order) => ({ ...order, hash: hashOf(order) })));
};

/** Moves orders as the table of statuses allows; one that becomes STOCKED announces OrderDeliverable. */
export const updateOrderStatuses = (outbox: Outbox) =>
  writing<StatusChange, StatusOutcome>(outbox, CHANGE_STATUS, 'changes');

const ORDER = `
select jsonb_build_object('orderId', o.id, 'status', o.status, 'customerName', o.customer_name,
  'customerEmail', o.customer_email, 'customerPhone', o.customer_phone, 'customerStreet', o.customer_street,
  'customerCity', o.customer_city, 'customerType', o.customer_type, 'customerMarket', o.customer_market,
  'orderedProducts', o.ordered_products, 'totalPrice', o.total_price, 'localPrice', o.local_price,
  'currency', o.currency, 'orgNumber', o.org_number, 'paymentId', o.payment_id, 'testId', o.test_id,
  'deliveryTime', (extract(epoch from o.delivery_time) * 1000)::bigint, 'deliveryChanges', o.delivery_changes,
  'createdAt', o.created_at,
  'lines', (select coalesce(jsonb_agg(jsonb_build_object('sku', sku, 'quantity', quantity, 'unitPrice', unit_price) order by sku), '[]')
    from order_lines where order_id = o.id),
  'history', (select coalesce(jsonb_agg(jsonb_build_object('status', status, 'at', at) order by at), '[]')
    from order_history where order_id = o.id),
  'ledgerEntry', (select jsonb_build_object('amount', amount, 'reference', reference, 'recordedAt', recorded_at)
    from finance_ledger where order_id = o.id),
  'emails', (select coalesce(jsonb_agg(jsonb_build_object('mail', mail, 'messageId', message_id, 'sentAt', sent_at) order by sent_at), '[]')
    from email_ledger where order_id = o.id))::text as found
from orders o`;

const FIND = `${ORDER} where o.id = :id::uuid`;

// "> 0" lets the planner use the index of test orders whatever the parameter, and keeps customers' orders out.
const FIND_TEST_ORDERS = `${ORDER}
where o.test_id = :testId and o.test_id > 0 and o.id > :after::uuid order by o.id limit :first`;

interface Found {
  found: string;
}

/** One order with all that belongs to it, or null. */
export const getOrder = (sql: Sql) => async (id: string) => {
  const [row] = await sql<Found>(FIND, { id });
  return row ? (JSON.parse(row.found) as unknown) : null;
};

/** The orders of one test run by id, a page of `first` after the id `after`. */
export const getAllTestOrders = (sql: Sql) => async (testId: number, first: number, after: string) => {
  const rows = await sql<Found>(FIND_TEST_ORDERS, { testId, first, after });
  return rows.map(({ found }) => JSON.parse(found) as unknown);
};
