-- Orders by id, or a page of a test run by id; "test_id > 0" lets the planner use the index of test orders
-- whatever the parameter, and keeps customers' orders out.
select jsonb_build_object('orderId', o.id, 'status', o.status, 'customerName', o.customer_name,
  'customerEmail', o.customer_email, 'customerPhone', o.customer_phone, 'customerStreet', o.customer_street,
  'customerCity', o.customer_city, 'customerType', o.customer_type, 'customerMarket', o.customer_market,
  'orderedProducts', o.ordered_products, 'totalPrice', o.total_price, 'localPrice', o.local_price,
  'currency', o.currency, 'orgNumber', o.org_number, 'paymentId', o.payment_id, 'testId', o.test_id,
  'deliveryTime', (extract(epoch from o.delivery_time) * 1000)::bigint, 'deliveryChanges', o.delivery_changes,
  'createdAt', o.created_at,
  'lines', (select coalesce(jsonb_agg(jsonb_build_object('sku', sku, 'quantity', quantity, 'unitPrice', unit_price) order by sku), '[]')
    from order_lines where order_id = o.id),
  'history', (select coalesce(jsonb_agg(jsonb_build_object('status', status, 'at', at) order by at), '[]')
    from order_history where order_id = o.id))::text as found
from orders o
