-- Stores orders, each once. A conflict counts the attempt, so that the row comes back locked and as it is now.
with given as (
  select * from jsonb_to_recordset(:orders::jsonb) as g(
    "orderId" uuid, name text, email text, phone text, street text, city text, "customerType" text, market text,
    products text, lines jsonb, "totalPrice" int, "localPrice" bigint, currency text, "orgNumber" text,
    "paymentId" text, "testId" int, "correlationId" text, hash text)
),
placed as (
  insert into orders as o (id, status, customer_name, customer_email, customer_phone, customer_street, customer_city,
    customer_type, customer_market, ordered_products, total_price, local_price, currency, org_number, payment_id,
    test_id, correlation_id, request_hash)
  select "orderId", 'PLACED', name, email, phone, street, city, "customerType", market, products, "totalPrice",
    "localPrice", currency, "orgNumber", "paymentId", "testId", "correlationId", hash
  from given order by "orderId"
  on conflict (id) do update set attempts = o.attempts + 1
  returning o.id, o.attempts = 1 as is_new, o.request_hash
),
fresh as (
  select g.* from given g join placed p on p.id = g."orderId" where p.is_new
),
line as (
  insert into order_lines (order_id, sku, quantity, unit_price)
  select f."orderId", l.sku, l.quantity, l."unitPrice"
  from fresh f, jsonb_to_recordset(f.lines) as l(sku text, quantity int, "unitPrice" int)
),
step as (
  insert into order_history (order_id, status) select "orderId", 'PLACED' from fresh
),
event as (
  select 'OrderPlaced' as type, "orderId" as subject, "correlationId" as correlation_id,
    jsonb_build_object('products', products, 'lines', lines, 'totalPrice', "totalPrice", 'name', name,
      'email', email, 'market', market, 'localPrice', "localPrice", 'testId', "testId") as detail
  from fresh
)
-- answer
select g."orderId",
  case when p.request_hash <> g.hash then 'DIFFERENT_ORDER' when p.is_new then 'PLACED' else 'ALREADY_PLACED' end as outcome
from given g join placed p on p.id = g."orderId"
