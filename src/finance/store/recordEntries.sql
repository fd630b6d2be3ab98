-- Enters orders in the books, each once and for ever, with the price that it was placed for and no other.
with given as (
  select * from jsonb_to_recordset(:entries::jsonb) as g("orderId" uuid, amount int, reference text)
),
recorded as (
  insert into finance_ledger (order_id, amount, reference)
  select o.order_id, g.amount, g.reference
  from given g join order_totals o on o.order_id = g."orderId" and o.total_price = g.amount
  order by o.order_id
  on conflict (order_id) do nothing
  returning order_id
)
-- answer
select g."orderId", case when o.order_id is null then 'ORDER_NOT_FOUND'
  when o.total_price <> g.amount then 'WRONG_AMOUNT' when r.order_id is null then 'ALREADY_RECORDED'
  else 'RECORDED' end as outcome
from given g left join order_totals o on o.order_id = g."orderId" left join recorded r on r.order_id = o.order_id
