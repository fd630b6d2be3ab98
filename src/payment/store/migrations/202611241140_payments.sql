-- Every payment that was ever seen for an order, as its provider has it. Amounts in hundredths of the currency.
create table payments (
  id text primary key, -- the provider's
  order_id uuid not null, -- of which no order need be stored
  provider text not null,
  amount bigint not null,
  currency text not null,
  state text not null check (state in ('authorised', 'captured', 'voided', 'expired')),
  captured bigint not null default 0,
  refunded bigint not null default 0,
  -- The last try to bring the order back from the archive of the event bus.
  replay text,
  replayed_at timestamptz,
  created_at timestamptz not null, -- at the provider
  updated_at timestamptz not null default now()
);

create index payments_by_order on payments (order_id);

create table payment_history (
  id bigint generated always as identity primary key,
  payment_id text not null references payments (id),
  state text not null,
  captured bigint not null,
  refunded bigint not null,
  at timestamptz not null default now()
);

create index payment_history_by_payment on payment_history (payment_id, id);

-- Whoever writes a payment writes its history.
create function payments_keep_history() returns trigger language plpgsql as $$
begin
  insert into payment_history (payment_id, state, captured, refunded)
  values (new.id, new.state, new.captured, new.refunded);
  return null;
end $$;

create trigger payments_begin_history after insert on payments
  for each row execute function payments_keep_history();

create trigger payments_keep_history after update of state, captured, refunded on payments
  for each row execute function payments_keep_history();

-- Who settles an order's money just now, and what it was settled to.
create table settlements (
  order_id uuid primary key,
  lease uuid, -- whose: what another has taken over meanwhile can't be noted any more
  leased_until timestamptz,
  settled_due bigint, -- what was due when it was last settled
  announced text, -- the outcome that PaymentSettled has told
  let_go_at timestamptz -- reconciliation gives the money back, whatever order may come yet
);

-- How far the comparison with each provider's list has come.
create table reconciliations (
  provider text primary key,
  begun_at timestamptz not null,
  cursor text -- null when all was compared
);
