-- An order that has not heard of its payment can't tell a hold from money that was taken a moment ago, so it promises
-- what is true of both: all of it goes back.
create or replace function order_cancelled(o orders, credit integer) returns jsonb language sql volatile as $$
  select order_recipient(o) || jsonb_strip_nulls(jsonb_build_object(
    'reason', o.cancelled_reason, 'credit', credit, 'totalPrice', o.total_price, 'localPrice', o.local_price,
    'currency', o.currency, 'testId', o.test_id, 'payment', o.payment,
    'deliveryTime', (select (extract(epoch from b.time) * 1000)::bigint from booked_deliveries b where b.order_id = o.id),
    'money', case
      when is_invoiced(o) then case when credit > 0 then 'INVOICE_CREDITED' else 'NOTHING_CHARGED' end
      when o.paid_at is not null then 'MONEY_BACK'
      else 'ALL_GOES_BACK' end))
$$;
