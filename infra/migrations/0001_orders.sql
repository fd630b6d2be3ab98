-- Orders and what happens to them. The id is minted before anything is stored, see docs/decisions.
create table orders (
  id uuid primary key,
  status text not null check (status in ('PLACED', 'STOCKED', 'DELIVERY_BOOKED')),
  customer_name text not null,
  customer_email text not null,
  customer_phone text not null,
  customer_street text not null,
  customer_city text not null,
  customer_type text not null check (customer_type in ('B2C', 'B2B')),
  customer_market text not null check (customer_market in ('US', 'MX')),
  ordered_products text not null,
  total_price integer not null check (total_price > 0), -- US cents
  local_price bigint not null check (local_price > 0), -- hundredths of currency
  currency text not null check (currency in ('USD', 'MXN')),
  org_number text,
  payment_id text,
  test_id integer not null default 0 check (test_id >= 0),
  delivery_time timestamptz,
  delivery_changes smallint not null default 0,
  correlation_id text not null,
  request_hash text not null,
  attempts integer not null default 1, -- how often OrderCreated arrived
  created_at timestamptz not null default now()
);

create index orders_by_test on orders (test_id, id) where test_id > 0;

create table order_lines (
  order_id uuid not null references orders (id),
  sku text not null,
  quantity integer not null check (quantity > 0),
  unit_price integer not null check (unit_price >= 0), -- US cents
  primary key (order_id, sku)
);

create table order_history (
  order_id uuid not null references orders (id),
  status text not null,
  at timestamptz not null default now(),
  primary key (order_id, status)
);

-- Events that a change of state has to announce, written in the same statement as the change.
create table outbox (
  id uuid primary key default gen_random_uuid(), -- the event's id, also when it is announced again
  order_id uuid not null references orders (id),
  type text not null,
  detail jsonb not null,
  correlation_id text not null,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  retry_at timestamptz not null default now() + interval '1 minute',
  attempts integer not null default 0 -- how often the relay tried
);

create index outbox_unpublished on outbox (retry_at) where published_at is null;

create index outbox_by_order on outbox (order_id);

-- How many places of a delivery time are taken.
create table delivery_slots (
  market text not null,
  time timestamptz not null,
  taken integer not null check (taken >= 0),
  primary key (market, time)
);

-- What went into the books, once an order, for ever.
create table finance_ledger (
  order_id uuid primary key,
  amount integer not null check (amount > 0), -- US cents
  reference text not null, -- of the finance system
  recorded_at timestamptz not null default now()
);

-- Which mails were sent. A mail is claimed before it is sent, so that two workers never send the same one.
create table email_ledger (
  order_id uuid not null,
  mail text not null, -- OrderCreated, OrderDeliverable, DeliveryBooked:<time>
  message_id text not null,
  claimed_until timestamptz not null,
  claims integer not null default 1,
  sent_at timestamptz,
  primary key (order_id, mail)
);
