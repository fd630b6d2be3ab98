-- Orders with their lines and history; the question which of them is added to it.
select jsonb_build_object('orderId', o.id, 'status', o.status, 'customerName', o.customer_name,
  'customerEmail', o.customer_email, 'customerPhone', o.customer_phone, 'customerStreet', o.customer_street,
  'customerCity', o.customer_city, 'customerType', o.customer_type, 'customerMarket', o.customer_market,
  'orderedProducts', o.ordered_products, 'totalPrice', o.total_price, 'localPrice', o.local_price,
  'currency', o.currency, 'orgNumber', o.org_number, 'paymentId', o.payment_id, 'testId', o.test_id,
  'createdAt', o.created_at,
  'paidAt', o.paid_at, 'cancelledReason', o.cancelled_reason, 'isInvoiced', is_invoiced(o),
  'lines', (select coalesce(jsonb_agg(jsonb_build_object('sku', sku, 'quantity', quantity, 'unitPrice', unit_price,
      'refunded', refunded) order by sku), '[]')
    from order_lines where order_id = o.id),
  'refunds', (select coalesce(jsonb_agg(jsonb_build_object('refundId', id, 'lines', lines, 'credit', amount_usd,
      'localAmount', amount_local, 'reason', reason, 'actor', actor, 'at', at) order by at), '[]')
    from refunds where order_id = o.id),
  'history', (select coalesce(jsonb_agg(jsonb_build_object('status', status, 'at', at, 'actor', actor, 'reason', reason)
      order by id), '[]')
    from order_history where order_id = o.id))::text as found
from orders o
