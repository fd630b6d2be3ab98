-- Moves orders one step forward, never back. An order that becomes STOCKED announces OrderDeliverable.
with wanted as (
  select * from jsonb_to_recordset(:changes::jsonb) as w("orderId" uuid, status text)
),
steps as (
  select array['PLACED', 'STOCKED', 'DELIVERY_BOOKED'] as all_of_them
),
cur as (
  select o.id, w.status as wanted, b.time as booked,
    array_position(all_of_them, w.status) - array_position(all_of_them, o.status) as steps
  from orders o join wanted w on w."orderId" = o.id cross join steps
    left join booked_deliveries b on b.order_id = o.id
  order by o.id for update of o
),
moved as (
  update orders o set status = cur.wanted from cur
  where o.id = cur.id and cur.steps = 1 and (cur.wanted <> 'DELIVERY_BOOKED' or cur.booked is not null)
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
  case when moved.id is not null then 'DONE' when cur.id is null then 'ORDER_NOT_FOUND'
    when cur.steps <= 0 then 'ALREADY_DONE' else 'WRONG_STATUS' end as outcome
from wanted w left join cur on cur.id = w."orderId" left join moved on moved.id = cur.id
