-- Notes payments as their provider has them. A payment only goes forward: what was seen earlier changes nothing.
with seen as (
  insert into payments as p (id, order_id, provider, amount, currency, state, captured, refunded, created_at)
  select distinct on (n.id) n.id, n."orderId", n.provider, n.amount, n.currency, n.state, n.captured, n.refunded,
    to_timestamp(n."createdAt" / 1000.0)
  from jsonb_to_recordset(:payments::jsonb) as n(id text, "orderId" uuid, provider text, amount bigint, currency text, state text, captured bigint, refunded bigint,
    "createdAt" bigint)
  order by n.id
  on conflict (id) do update set state = excluded.state, captured = excluded.captured, refunded = excluded.refunded,
    updated_at = now()
    where (p.state = 'authorised' and excluded.state <> 'authorised') or excluded.refunded > p.refunded
)
-- answer
select 1 as done
