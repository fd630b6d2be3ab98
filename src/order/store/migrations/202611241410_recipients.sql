-- What events say of the customer: each column customer_… but the type, by the contracts' name of it. A column that is
-- added later is in it by itself.
create function order_recipient(o orders) returns jsonb language sql stable as $$
  select jsonb_object_agg(lower(left(words, 1)) || substr(replace(initcap(words), ' ', ''), 2), value)
  from jsonb_each(to_jsonb(o)) as c(name, value), replace(substr(name, length('customer_') + 1), '_', ' ') as words
  where starts_with(name, 'customer_') and name <> 'customer_type' and value <> 'null'
$$;

-- The columns from name to city are the release before's.
create or replace view order_recipients as
select id as order_id, status, test_id, correlation_id, customer_name as name, customer_email as email,
  customer_phone as phone, customer_street as street, customer_city as city, customer_market as market, paid_at,
  order_recipient(orders) as recipient
from orders;

create or replace function order_cancelled(o orders, credit integer) returns jsonb language sql volatile as $$
  select order_recipient(o) || jsonb_strip_nulls(jsonb_build_object(
    'reason', o.cancelled_reason, 'credit', credit, 'totalPrice', o.total_price, 'localPrice', o.local_price,
    'currency', o.currency, 'testId', o.test_id, 'payment', o.payment,
    'deliveryTime', (select (extract(epoch from b.time) * 1000)::bigint from booked_deliveries b where b.order_id = o.id),
    'money', case
      when is_invoiced(o) then case when credit > 0 then 'INVOICE_CREDITED' else 'NOTHING_CHARGED' end
      when o.paid_at is not null then 'MONEY_BACK'
      when o.cancelled_reason = 'PAYMENT_FAILED' then 'NOTHING_CHARGED'
      else 'HOLD_RELEASED' end))
$$;
