-- Refunds lines of an order, or all that is left of it, once for each key. Where nothing is left the order is cancelled.
with asked as (
  select * from jsonb_to_recordset(:lines::jsonb) as a(sku text, quantity int)
),
cur as (
  select * from orders where id = :orderId::uuid for update
),
-- Under the order's lock, which every refund takes first.
line as (
  select l.*, coalesce(l.local_price, l.quantity * l.unit_price * cur.local_price / cur.total_price) as local
  from cur join order_lines l on l.order_id = cur.id for update of l
),
known as (
  select r.* from refunds r where r.order_id = :orderId::uuid and r.idempotency_key = :key
),
wanted as (
  select line.*, case when :isWhole then line.quantity - line.refunded else asked.quantity end as more
  from line left join asked on asked.sku = line.sku
  where case when :isWhole then line.refunded < line.quantity else asked.quantity > 0 end
),
-- Of a part of a line goes back what is due for all its refunded plants, less what went back before.
sums as (
  select count(*) as lines, coalesce(bool_and(refunded + more <= quantity), false) as fits,
    coalesce(sum(more * unit_price), 0)::int as usd,
    coalesce(sum(local * (refunded + more) / quantity - local * refunded / quantity), 0)::bigint as local,
    coalesce(jsonb_agg(jsonb_build_object('sku', sku, 'quantity', more) order by sku), '[]') as list,
    (select sum(quantity - refunded) from line) = sum(more) as is_last
  from wanted
),
judged as (
  select cur.id, cur.status, sums.*, case
    -- Another refund was waited for, and this statement does not see its rows: ask again.
    when cur.refunded_usd <> (select coalesce(sum(amount_usd), 0) from refunds where order_id = cur.id) then 'AGAIN'
    when known.id is not null and known.is_whole = :isWhole and (:isWhole or known.lines = sums.list) then 'ALREADY_DONE'
    when known.id is not null then 'IDEMPOTENCY_KEY_REUSED'
    when cur.status = 'CANCELLED' then 'WRONG_STATUS'
    when sums.lines < (select count(*) from asked) then 'NOT_IN_ORDER'
    when not sums.fits then 'MORE_THAN_LEFT'
    else 'DONE' end as outcome
  from cur cross join sums left join known on true
),
refund as (
  insert into refunds (order_id, idempotency_key, is_whole, lines, amount_usd, amount_local, reason, actor)
  select id, :key, :isWhole, list, usd, local, :reason, :actor from judged where outcome = 'DONE'
  returning *
),
back as (
  update order_lines l set refunded = l.refunded + w.more from wanted w, refund
  where l.order_id = w.order_id and l.sku = w.sku
),
refunded as (
  update orders o set refunded_usd = o.refunded_usd + j.usd, refunded_local = o.refunded_local + j.local,
    status = case when j.is_last then 'CANCELLED' else o.status end,
    cancelled_reason = case when j.is_last then 'BY_OPERATOR' end
  from judged j join refund on refund.order_id = j.id where o.id = j.id
  returning o.id, o.status, o.correlation_id,
    case when j.is_last then order_cancelled(o, j.usd)
    else order_recipient(o) || jsonb_build_object('refundId', refund.id, 'lines', refund.lines, 'credit', j.usd,
      'localAmount', j.local, 'currency', o.currency, 'isInvoiced', is_invoiced(o), 'testId', o.test_id) end as detail
),
step as (
  insert into order_history (order_id, status, actor, reason) select id, status, :actor, :reason from refunded
),
event as (
  select case status when 'CANCELLED' then 'OrderCancelled' else 'OrderRefunded' end as type, id as subject,
    correlation_id, detail
  from refunded
)
-- answer
select j.outcome, coalesce(r.id, known.id) as "refundId", coalesce(r.amount_usd, known.amount_usd) as credit,
  coalesce(r.amount_local, known.amount_local) as "localAmount", coalesce(r.lines, known.lines)::text as lines,
  coalesce(refunded.status, j.status) as status
from judged j left join refund r on true left join known on true left join refunded on true
