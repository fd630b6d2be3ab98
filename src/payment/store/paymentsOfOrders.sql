-- Payments of orders with their history.
select p.order_id as "orderId", jsonb_build_object('id', p.id, 'provider', p.provider, 'amount', p.amount,
  'currency', p.currency, 'state', p.state, 'captured', p.captured, 'refunded', p.refunded, 'createdAt', p.created_at,
  'history', (select coalesce(jsonb_agg(jsonb_build_object('state', h.state, 'captured', h.captured,
      'refunded', h.refunded, 'at', h.at) order by h.id), '[]')
    from payment_history h where h.payment_id = p.id))::text as payment
from payments p where p.order_id = any(string_to_array(:ids, ',')::uuid[]) order by p.created_at
