-- Stores orders, each once. What stands in {customer: …} is there for each of the customer's fields. A conflict counts the attempt, so that the row comes back locked and as it is now.
with given as (
  select * from jsonb_to_recordset(:orders::jsonb) as g(
    "orderId" uuid, {customer: "name" text}, "customerType" text, market text,
    products text, lines jsonb, "totalPrice" int, "localPrice" bigint, currency text, "orgNumber" text,
    "paymentId" text, payment jsonb, "keyHash" text, "testId" int, "correlationId" text, hash text)
),
-- Whoever comes first has the key; the conflict waits for him and tells who it was.
key as (
  insert into order_keys as k (key_hash, order_id)
  select distinct on ("keyHash") "keyHash", "orderId" from given where "keyHash" is not null
  order by "keyHash", "orderId"
  on conflict (key_hash) do update set order_id = k.order_id
  returning k.key_hash, k.order_id
),
keyed as (
  select g.*, coalesce(k.order_id <> g."orderId", false) as is_reused,
    payment->>'provider' = 'invoice' and "orgNumber" is not null and "testId" = 0 as is_free
  from given g left join key k on k.key_hash = g."keyHash"
),
-- The row of an organisation and day is locked, so that it never has more orders than it may, and each once.
invoiced as (
  insert into invoice_days as d (org_number, day, order_ids)
  select "orgNumber", (now() at time zone 'UTC')::date, array_agg("orderId" order by "orderId") from keyed k
  where is_free and not is_reused and not exists (select 1 from orders o where o.id = k."orderId")
  group by "orgNumber" order by "orgNumber"
  on conflict (org_number, day) do update set order_ids = array(
    select id from unnest(d.order_ids || excluded.order_ids) with ordinality as each(id, place)
    group by id order by min(place) limit :invoicesPerDay::int)
  returning org_number, order_ids
),
judged as (
  select k.*, case when is_reused then 'KEY_REUSED'
    when is_free and (array_position(i.order_ids, k."orderId") <= :invoicesPerDay::int) is not true then 'OVER_LIMIT'
    end as reason
  from keyed k left join invoiced i on i.org_number = k."orgNumber"
),
placed as (
  insert into orders as o (id, status, {customer: customer_name}, customer_type, customer_market, ordered_products,
    total_price, local_price, currency, org_number, payment_id, payment, paid_at, cancelled_reason, test_id,
    correlation_id, request_hash)
  select "orderId", case when reason is null then 'PLACED' else 'CANCELLED' end, {customer: "name"}, "customerType", market,
    products, "totalPrice", "localPrice", currency, "orgNumber", "paymentId", payment,
    case when payment is null then now() end, reason, "testId", "correlationId", hash
  from judged order by "orderId"
  on conflict (id) do update set attempts = o.attempts + 1
  returning o.id, o.status, o.cancelled_reason, o.attempts = 1 as is_new, o.request_hash,
    case when o.cancelled_reason is not null then order_cancelled(o, 0) end as cancelled
),
fresh as (
  select g.*, p.status, p.cancelled_reason, p.cancelled from given g join placed p on p.id = g."orderId" where p.is_new
),
line as (
  insert into order_lines (order_id, sku, quantity, unit_price, local_price)
  select f."orderId", l.sku, l.quantity, l."unitPrice", l."localPrice"
  from fresh f, jsonb_to_recordset(f.lines) as l(sku text, quantity int, "unitPrice" int, "localPrice" bigint)
),
step as (
  insert into order_history (order_id, status, reason) select "orderId", status, cancelled_reason from fresh
),
event as (
  select case status when 'PLACED' then 'OrderPlaced' else 'OrderCancelled' end as type, "orderId" as subject,
    "correlationId" as correlation_id,
    case status when 'PLACED' then jsonb_build_object('products', products, 'totalPrice', "totalPrice", 'name', name,
      'email', email, 'market', market, 'localPrice', "localPrice", 'testId', "testId",
      'lines', (select jsonb_agg(line - 'localPrice') from jsonb_array_elements(lines) as line))
      || case when payment is null then '{}' else jsonb_build_object('payment', payment) end
      else cancelled end as detail
  from fresh
)
-- answer
select g."orderId", case when p.request_hash <> g.hash then 'DIFFERENT_ORDER'
  when p.is_new then coalesce(p.cancelled_reason, 'PLACED')
  else 'ALREADY_PLACED' end as outcome
from given g join placed p on p.id = g."orderId"
