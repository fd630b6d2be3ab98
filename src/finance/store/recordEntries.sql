-- Enters events in the books, each once and for ever: a sale with the price that the order was placed for and no
-- other, a credit in whichever order it arrives.
with given as (
  select coalesce("eventId", "orderId") as "eventId", "orderId", coalesce(kind, 'SALE') as kind, amount, reference
  from jsonb_to_recordset(:entries::jsonb) as g("eventId" uuid, "orderId" uuid, kind text, amount int, reference text)
),
judged as (
  select g.*, case when o.order_id is null then 'ORDER_NOT_FOUND'
    when g.kind = 'SALE' and o.total_price <> g.amount then 'WRONG_AMOUNT' end as refusal
  from given g left join order_totals o on o.order_id = g."orderId"
),
recorded as (
  insert into ledger_entries (event_id, order_id, kind, amount, reference)
  select "eventId", "orderId", kind, amount, reference from judged where refusal is null order by "orderId"
  on conflict do nothing
  returning event_id
)
-- answer
select j."orderId",
  coalesce(j.refusal, case when r.event_id is null then 'ALREADY_RECORDED' else 'RECORDED' end) as outcome
from judged j left join recorded r on r.event_id = j."eventId"
