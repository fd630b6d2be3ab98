-- What facts do to orders, as the table of statuses says (:steps has what becomes of each status by each fact). An order
-- that is stocked and paid, whichever comes last, announces OrderDeliverable; one whose money can't be had is cancelled.
with wanted as (
  select * from jsonb_to_recordset(:changes::jsonb) as w("orderId" uuid, fact text, payment text)
),
cur as (
  select o.id, o.status, o.paid_at, w.fact, w.payment, b.time as booked
  from orders o join wanted w on w."orderId" = o.id left join booked_deliveries b on b.order_id = o.id
  order by o.id for update of o
),
-- After the lock is held: a join inside of cur would see the status of before the wait.
judged as (
  select cur.id, t.*, case
    when t.outcome <> 'DONE' then t.outcome
    when t."marksPaid" and cur.paid_at is not null then 'ALREADY_DONE'
    when t."needsPaid" and cur.paid_at is null or t."needsTime" and cur.booked is null then 'WRONG_STATUS'
    else 'DONE' end as verdict
  from cur join jsonb_to_recordset(:steps::jsonb) as t(status text, fact text, payment text, outcome text, "to" text,
      reason text, "marksPaid" boolean, "needsPaid" boolean, "needsTime" boolean, announces text, "ifPaid" boolean)
    on t.status = cur.status and t.fact = cur.fact and t.payment is not distinct from cur.payment
),
moved as (
  update orders o set status = j."to", cancelled_reason = j.reason,
    paid_at = case when j."marksPaid" then now() else o.paid_at end
  from judged j where o.id = j.id and j.verdict = 'DONE'
  returning o.id, j."to", j.status as before, j.reason, o.correlation_id,
    case when not j."ifPaid" or o.paid_at is not null then j.announces end as announces,
    case j.announces
      when 'OrderDeliverable' then order_recipient(o) || jsonb_build_object('testId', o.test_id)
      when 'OrderCancelled' then order_cancelled(o, o.total_price - o.refunded_usd) end as detail
),
step as (
  insert into order_history (order_id, status, reason) select id, "to", reason from moved where "to" <> before
),
event as (
  select announces as type, id as subject, correlation_id, detail from moved where announces is not null
)
-- answer
select w."orderId", coalesce(j.verdict, 'ORDER_NOT_FOUND') as outcome
from wanted w left join judged j on j.id = w."orderId"
