-- Cancels an open order for an operator and announces it.
with cur as (
  select id, status from orders where id = :orderId::uuid for update
),
cancelled as (
  update orders o set status = 'CANCELLED', cancelled_reason = 'BY_OPERATOR'
  from cur where o.id = cur.id and cur.status = any(string_to_array(:open, ','))
  returning o.id, o.correlation_id, order_cancelled(o, o.total_price - o.refunded_usd) as detail
),
step as (
  insert into order_history (order_id, status, actor, reason) select id, 'CANCELLED', :actor, :reason from cancelled
),
event as (
  select 'OrderCancelled' as type, id as subject, correlation_id, detail from cancelled
)
-- answer
select case when c.id is not null then 'DONE' when cur.status = 'CANCELLED' then 'ALREADY_DONE'
  else 'WRONG_STATUS' end as outcome, c.detail->>'money' as money, (c.detail->>'credit')::int as credit
from cur left join cancelled c on c.id = cur.id
