-- Books a delivery, or changes the time that the request names, once. Only orders of customers take a place of the slot.
with asked as (
  select to_timestamp(:deliveryTime::bigint / 1000.0) as time, to_timestamp(:replaces::bigint / 1000.0) as replaces
),
-- The order's row is locked, so that a change of its status and a booking can't cross.
recipient as (
  select * from order_recipients where order_id = :orderId::uuid for update
),
cur as (
  select * from deliveries where order_id = (select order_id from recipient) for update
),
decided as (
  select case
    when r.status not in ('PLACED', 'STOCKED', 'DELIVERY_BOOKED') or cur.cancelled_at is not null then 'WRONG_STATUS'
    when r.status = 'PLACED' or r.paid_at is null then 'NOT_YET_DELIVERABLE'
    when cur.time = asked.time then 'ALREADY_BOOKED'
    when :offeredIn::text is not null and r.market <> all(string_to_array(:offeredIn::text, ',')) then 'SLOT_NOT_OFFERED'
    when cur.time is null and asked.replaces is null then 'BOOK'
    when cur.changes >= 1 then 'DELIVERY_CHANGED_ONCE'
    when cur.time is distinct from asked.replaces then 'DELIVERY_TIME_DIFFERS'
    when cur.time < now() + interval '24 hours' then 'TOO_LATE_TO_CHANGE'
    else 'CHANGE' end as outcome
  from recipient r cross join asked left join cur on true
),
-- Slots are locked in the order of their times, so that customers who swap theirs don't wait for each other in a
-- circle. A new slot that is the earlier one is locked where it is counted, before the old one is freed.
earlier as (
  select s.time from delivery_slots s join cur on s.market = cur.market and s.time = cur.time
  where (select outcome from decided) = 'CHANGE' and s.time < (select time from asked) for update of s
),
taken as (
  insert into delivery_slots as s (market, time, taken)
  select r.market, asked.time, 1 from recipient r, asked, decided
  where outcome in ('BOOK', 'CHANGE') and r.test_id = 0 and :capacity > 0 and (select count(*) from earlier) >= 0
  on conflict (market, time) do update set taken = s.taken + 1 where s.taken < :capacity
  returning s.time
),
placed as (
  select r.*, asked.time, outcome from recipient r, asked, decided
  where outcome in ('BOOK', 'CHANGE') and (r.test_id > 0 or exists (select 1 from taken))
),
-- Without "on conflict": a first booking that another one has just overtaken must leave nothing behind.
first as (
  insert into deliveries (order_id, market, time)
  select order_id, market, time from placed where outcome = 'BOOK'
),
changed as (
  update deliveries d set time = p.time, changes = d.changes + 1
  from placed p where d.order_id = p.order_id and p.outcome = 'CHANGE'
),
freed as (
  update delivery_slots s set taken = s.taken - 1 from cur, placed p
  where s.market = cur.market and s.time = cur.time and p.test_id = 0
),
event as (
  select 'DeliveryBooked' as type, order_id as subject, correlation_id,
    recipient || jsonb_build_object('deliveryTime', :deliveryTime::bigint) as detail
  from placed
)
-- answer
select case when decided.outcome in ('BOOK', 'CHANGE') and p.order_id is null then 'SLOT_FULL' else decided.outcome end as outcome,
  r.order_id as "orderId", (extract(epoch from coalesce(p.time, cur.time)) * 1000)::bigint as "deliveryTime"
from recipient r cross join decided left join cur on true left join placed p on true
