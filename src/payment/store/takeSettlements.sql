-- Takes the leases of orders whose money is to be settled; one that another holds is left to him until it expires.
-- Asked again with the same lease, because the answer was lost, it is given again. What an order was told to be refused is let go.
with given as (
  select * from jsonb_to_recordset(:orders::jsonb) as g("orderId" uuid, lease uuid)
),
taken as (
  insert into settlements as s (order_id, lease, leased_until)
  select g."orderId", g.lease, now() + make_interval(secs => :seconds)
  from given g join due_orders d on d.order_id = g."orderId" order by g."orderId"
  on conflict (order_id) do update set lease = excluded.lease, leased_until = excluded.leased_until
    where s.leased_until is null or s.leased_until <= now() or s.lease = excluded.lease
  returning s.order_id, s.let_go_at, s.announced
)
-- answer
select g."orderId",
  case when t.order_id is not null then 'TAKEN' when d.order_id is not null then 'BUSY' else 'UNKNOWN' end as outcome,
  d.payment::text as terms, d.due_local as due, (t.let_go_at is not null or t.announced = 'REFUSED') is true as "isLetGo"
from given g left join due_orders d on d.order_id = g."orderId" left join taken t on t.order_id = g."orderId"
