import { Problem, type ProblemCode } from '../contracts/problem.ts';
import type { Market } from '../contracts/fields.ts';
import type { Sql } from '../platform/rdsData.ts';
import { OUTBOX_ROW, type Outbox, type OutboxRow, SETTLE } from './outbox.ts';
import type { DeliveryData } from './schema.ts';

const BOOK = `
with ${SETTLE},
asked as (
  select to_timestamp(:deliveryTime::bigint / 1000.0) as time
),
cur as (
  select * from orders where id = :orderId::uuid for update
),
decided as (
  select case
    when cur.status = 'PLACED' then 'NOT_YET_DELIVERABLE'
    when cur.delivery_time = asked.time or (cur.delivery_time is not null and :isFirst) then 'ALREADY_BOOKED'
    when :offeredIn::text is not null and cur.customer_market <> all(string_to_array(:offeredIn::text, ',')) then 'SLOT_NOT_OFFERED'
    when cur.delivery_time is null then 'BOOK'
    when cur.delivery_changes >= 1 then 'DELIVERY_CHANGED_ONCE'
    when cur.delivery_time < now() + interval '24 hours' then 'TOO_LATE_TO_CHANGE'
    else 'CHANGE' end as outcome
  from cur, asked
),
taken as (
  insert into delivery_slots as s (market, time, taken)
  select cur.customer_market, asked.time, 1 from cur, asked, decided
  where outcome in ('BOOK', 'CHANGE') and cur.test_id = 0
  on conflict (market, time) do update set taken = s.taken + 1 where s.taken < :capacity
  returning s.time
),
booked as (
  update orders o set delivery_time = asked.time,
    delivery_changes = o.delivery_changes + case when outcome = 'CHANGE' then 1 else 0 end
  from asked, decided
  where o.id = :orderId::uuid and outcome in ('BOOK', 'CHANGE') and (o.test_id > 0 or exists (select 1 from taken))
  returning o.*
),
freed as (
  update delivery_slots s set taken = s.taken - 1 from cur, booked
  where s.market = cur.customer_market and s.time = cur.delivery_time and cur.test_id = 0
),
event as (
  insert into outbox (order_id, type, correlation_id, detail)
  select id, 'DeliveryBooked', correlation_id, jsonb_build_object('orderId', id, 'name', customer_name,
    'email', customer_email, 'phone', customer_phone, 'street', customer_street, 'city', customer_city,
    'market', customer_market, 'deliveryTime', :deliveryTime::bigint)
  from booked
  returning ${OUTBOX_ROW}
)
select case when outcome in ('BOOK', 'CHANGE') and booked.id is null then 'SLOT_FULL' else outcome end as outcome,
  cur.id as "orderId", cur.customer_name as name, cur.customer_email as email, cur.customer_phone as phone,
  cur.customer_street as street, cur.customer_city as city,
  (extract(epoch from coalesce(booked.delivery_time, cur.delivery_time)) * 1000)::bigint as "deliveryTime",
  event.event_id, event.order_id, event.type, event.detail, event.correlation_id, event.occurred_at
from cur cross join decided left join booked on true left join event on true`;

type Refusal =
  'NOT_YET_DELIVERABLE' | 'SLOT_NOT_OFFERED' | 'DELIVERY_CHANGED_ONCE' | 'TOO_LATE_TO_CHANGE' | 'SLOT_FULL';

const refusals: Record<Refusal, string> = {
  NOT_YET_DELIVERABLE: 'This order is not ready for delivery yet. We will write as soon as it is.',
  SLOT_NOT_OFFERED: 'This time is not one of the delivery times that we offer.',
  DELIVERY_CHANGED_ONCE: 'The delivery time was changed once already and stays as it is.',
  TOO_LATE_TO_CHANGE: 'A delivery can be changed until 24 hours before it.',
  SLOT_FULL: 'This delivery time has just been taken. Please choose another one.',
};

interface Booking {
  orderId: string;
  name: string;
  email: string;
  phone: string;
  street: string;
  city: string;
  deliveryTime: number;
}

type Row = { outcome: 'BOOK' | 'CHANGE' | 'ALREADY_BOOKED' | Refusal } & Booking &
  (OutboxRow | { event_id: null });

const isRefusal = (outcome: string): outcome is Refusal => Object.hasOwn(refusals, outcome);

const refusal = (code: ProblemCode & Refusal) =>
  new Problem(code, refusals[code], { errors: [{ field: 'deliveryTime', message: refusals[code] }] });

/**
 * Books a delivery, or changes it once; a new booking announces DeliveryBooked. The same time again changes
 * nothing; with `isFirst` no later time does. `capacity` is how many customers one slot takes; test orders take none.
 */
export const bookDelivery =
  (outbox: Outbox, capacity: () => number) =>
  async ({ orderId, deliveryTime, offeredIn, isFirst }: DeliveryData): Promise<Booking> => {
    const [row] = await outbox.write<Row>(BOOK, {
      orderId,
      deliveryTime,
      offeredIn: offeredIn?.join(',') ?? null,
      isFirst: isFirst ?? false,
      capacity: capacity(),
    });
    if (!row) throw new Problem('ORDER_NOT_FOUND', 'We know no order with this number.');
    if (row.event_id !== null) await outbox.publish([row]);
    if (isRefusal(row.outcome)) throw refusal(row.outcome);
    return row;
  };

const TAKEN = `
select (extract(epoch from time) * 1000)::bigint as time, taken from delivery_slots
where market = :market and time >= to_timestamp(:from::bigint / 1000.0) and taken > 0 order by time`;

/** How many places are taken at each delivery time from `from` (ms since 1970) on. */
export const takenSlots = (sql: Sql) => (market: Market, from: number) =>
  sql<{ time: number; taken: number }>(TAKEN, { market, from });
