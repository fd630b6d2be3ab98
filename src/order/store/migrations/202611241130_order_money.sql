-- Paid, cancelled, refunded. The release before charged at once, so what it has stored, and stores while this is
-- deployed, is paid: hence the default, which fills a column of old rows without writing them. `payment` has the
-- terms as OrderCreated told them; an order of that release has none.
alter table orders add column paid_at timestamptz default now();

alter table orders add column payment jsonb;

alter table orders add column cancelled_reason text;

-- What went back by refunds so far, so that a statement that holds the order's lock knows it.
alter table orders add column refunded_usd integer not null default 0;

alter table orders add column refunded_local bigint not null default 0;

-- What is to be paid and is not: nobody reads all orders for it.
create index orders_unpaid on orders (created_at) where paid_at is null and status <> 'CANCELLED';

-- Which order an Idempotency-Key (with the e-mail, hashed) stands for: another one with the same key is cancelled.
create table order_keys (
  key_hash text primary key,
  order_id uuid not null
);

-- Of the whole line, in hundredths of the order's currency, so that lines add up; null in lines of the release before.
alter table order_lines add column local_price bigint;

alter table order_lines add column refunded integer not null default 0 check (refunded between 0 and quantity);

-- A refund repeats a status, so a step needs an id of its own.
alter table order_history drop constraint order_history_pkey;

alter table order_history add column id bigint generated always as identity primary key;

alter table order_history add column actor text not null default 'system';

alter table order_history add column reason text;

create index order_history_by_order on order_history (order_id, id);

create table refunds (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references orders (id),
  idempotency_key text not null,
  is_whole boolean not null, -- all that was left was asked for, and not these lines
  lines jsonb not null,
  amount_usd integer not null, -- US cents
  amount_local bigint not null, -- hundredths of the order's currency
  reason text not null,
  actor text not null,
  at timestamptz not null default now(),
  unique (order_id, idempotency_key)
);

create or replace view order_states as select id as order_id, status, paid_at, cancelled_reason from orders;

create or replace view order_recipients as
select id as order_id, status, test_id, correlation_id, customer_name as name, customer_email as email,
  customer_phone as phone, customer_street as street, customer_city as city, customer_market as market, paid_at
from orders;

-- What is to be kept of the money of an order: its total less refunds, and nothing once it is cancelled. `usd` is in
-- US cents, `local` in hundredths of the currency.
create view due_orders as
select id as order_id, status, currency, payment, payment_id, paid_at, test_id, created_at as placed_at,
  total_price as total_usd, local_price as total_local,
  case when status = 'CANCELLED' then 0 else total_price - refunded_usd end as due_usd,
  case when status = 'CANCELLED' then 0 else local_price - refunded_local end as due_local
from orders;

-- True for an order that an invoice follows; orders of the release before say so by having no payment.
create function is_invoiced(o orders) returns boolean language sql immutable as $$
  select coalesce(o.payment->>'provider' = 'invoice', o.payment_id is null)
$$;

-- What OrderCancelled says of an order; `credit` is what the books have of it, in US cents. Volatile, so that it sees a
-- booking for whose lock the calling statement has waited.
create function order_cancelled(o orders, credit integer) returns jsonb language sql volatile as $$
  select jsonb_strip_nulls(jsonb_build_object('name', o.customer_name, 'email', o.customer_email,
    'phone', o.customer_phone, 'street', o.customer_street, 'city', o.customer_city, 'market', o.customer_market,
    'reason', o.cancelled_reason, 'credit', credit, 'totalPrice', o.total_price, 'localPrice', o.local_price,
    'currency', o.currency, 'testId', o.test_id, 'payment', o.payment,
    'deliveryTime', (select (extract(epoch from b.time) * 1000)::bigint from booked_deliveries b where b.order_id = o.id),
    'money', case
      when is_invoiced(o) then case when credit > 0 then 'INVOICE_CREDITED' else 'NOTHING_CHARGED' end
      when o.paid_at is not null then 'MONEY_BACK'
      when o.cancelled_reason = 'PAYMENT_FAILED' then 'NOTHING_CHARGED'
      else 'HOLD_RELEASED' end))
$$;
