-- Stores orders, each once. A conflict counts the attempt, so that the row comes back locked and as it is now.
with given as (
  select * from jsonb_to_recordset(:orders::jsonb) as g(
    "orderId" uuid, name text, email text, phone text, street text, city text, "customerType" text, market text,
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
judged as (
  select g.*, coalesce(k.order_id <> g."orderId", false) as is_reused
  from given g left join key k on k.key_hash = g."keyHash"
),
placed as (
  insert into orders as o (id, status, customer_name, customer_email, customer_phone, customer_street, customer_city,
    customer_type, customer_market, ordered_products, total_price, local_price, currency, org_number, payment_id,
    payment, paid_at, cancelled_reason, test_id, correlation_id, request_hash)
  select "orderId", case when is_reused then 'CANCELLED' else 'PLACED' end, name, email, phone, street, city,
    "customerType", market, products, "totalPrice", "localPrice", currency, "orgNumber", "paymentId",
    payment, case when payment is null then now() end, case when is_reused then 'KEY_REUSED' end,
    "testId", "correlationId", hash
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
  when p.is_new and p.status = 'CANCELLED' then 'KEY_REUSED' when p.is_new then 'PLACED'
  else 'ALREADY_PLACED' end as outcome
from given g join placed p on p.id = g."orderId"
