-- Books a delivery, or changes it once. Only orders of customers take a place of the slot.
with asked as (
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
  select 'DeliveryBooked' as type, id as subject, correlation_id,
    jsonb_build_object('name', customer_name, 'email', customer_email, 'phone', customer_phone,
      'street', customer_street, 'city', customer_city, 'market', customer_market,
      'deliveryTime', :deliveryTime::bigint) as detail
  from booked
)
-- answer
select case when outcome in ('BOOK', 'CHANGE') and booked.id is null then 'SLOT_FULL' else outcome end as outcome,
  cur.id as "orderId", cur.customer_name as name, cur.customer_email as email, cur.customer_phone as phone,
  cur.customer_street as street, cur.customer_city as city,
  (extract(epoch from coalesce(booked.delivery_time, cur.delivery_time)) * 1000)::bigint as "deliveryTime"
from cur cross join decided left join booked on true
