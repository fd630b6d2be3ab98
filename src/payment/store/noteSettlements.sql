-- Notes how the money of orders was settled, for those who still hold the lease; a new outcome is announced.
with given as (
  select * from jsonb_to_recordset(:results::jsonb) as g("orderId" uuid, lease uuid, due bigint, outcome text, payment jsonb)
),
cur as (
  select s.order_id, s.lease, s.announced from settlements s join given g on g."orderId" = s.order_id
  order by s.order_id for update of s
),
held as (
  select g.*, cur.announced from given g join cur on cur.order_id = g."orderId" and cur.lease = g.lease
),
noted as (
  update settlements s set lease = null, leased_until = null, settled_due = h.due,
    announced = coalesce(h.outcome, s.announced)
  from held h where s.order_id = h."orderId"
),
-- A payment only goes forward: what was seen earlier and is noted later changes nothing.
seen as (
  insert into payments as p (id, order_id, provider, amount, currency, state, captured, refunded, created_at)
  select distinct on (n.id) n.id, n."orderId", n.provider, n.amount, n.currency, n.state, n.captured, n.refunded,
    to_timestamp(n."createdAt" / 1000.0)
  from held h, jsonb_to_record(h.payment) as n(id text, "orderId" uuid, provider text, amount bigint, currency text, state text, captured bigint, refunded bigint,
    "createdAt" bigint)
  where h.payment is not null
  order by n.id
  on conflict (id) do update set state = excluded.state, captured = excluded.captured, refunded = excluded.refunded,
    updated_at = now()
    where (p.state = 'authorised' and excluded.state <> 'authorised') or excluded.refunded > p.refunded
),
event as (
  select 'PaymentSettled' as type, h."orderId" as subject, r.correlation_id,
    jsonb_build_object('outcome', h.outcome) as detail
  from held h join order_recipients r on r.order_id = h."orderId"
  where h.outcome is distinct from h.announced and h.outcome is not null
)
-- answer
select g."orderId", case when h."orderId" is null then 'LOST' else 'NOTED' end as outcome
from given g left join held h on h."orderId" = g."orderId"
