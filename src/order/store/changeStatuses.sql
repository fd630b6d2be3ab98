-- Moves orders as the table of statuses allows (:outcomes says what becomes of each pair). An order that becomes
-- STOCKED announces OrderDeliverable.
with wanted as (
  select * from jsonb_to_recordset(:changes::jsonb) as w("orderId" uuid, status text)
),
cur as (
  select o.id, o.status, w.status as wanted, b.time as booked
  from orders o join wanted w on w."orderId" = o.id left join booked_deliveries b on b.order_id = o.id
  order by o.id for update of o
),
-- After the lock is held: a join inside of cur would see the status of before the wait.
judged as (
  select cur.*, t.outcome
  from cur join jsonb_to_recordset(:outcomes::jsonb) as t(from_status text, to_status text, outcome text)
    on t.from_status = cur.status and t.to_status = cur.wanted
),
moved as (
  update orders o set status = judged.wanted from judged
  where o.id = judged.id and judged.outcome = 'DONE'
    and (judged.wanted <> 'DELIVERY_BOOKED' or judged.booked is not null)
  returning o.*
),
step as (
  insert into order_history (order_id, status) select id, status from moved
),
event as (
  select 'OrderDeliverable' as type, id as subject, correlation_id,
    jsonb_build_object('name', customer_name, 'email', customer_email, 'phone', customer_phone,
      'street', customer_street, 'city', customer_city, 'market', customer_market, 'testId', test_id) as detail
  from moved where status = 'STOCKED'
)
-- answer
select w."orderId",
  case when moved.id is not null then 'DONE' when judged.id is null then 'ORDER_NOT_FOUND'
    when judged.outcome = 'DONE' then 'WRONG_STATUS' else judged.outcome end as outcome
from wanted w left join judged on judged.id = w."orderId" left join moved on moved.id = judged.id
