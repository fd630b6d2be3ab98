-- The books by the events that filled them: what was sold, and what was credited for what was cancelled or refunded.
create table ledger_entries (
  event_id uuid primary key, -- an entry of the release before, which knew no events, bears its order's id
  order_id uuid not null,
  kind text not null check (kind in ('SALE', 'CREDIT')),
  amount integer not null check (amount > 0), -- US cents
  reference text not null, -- of the finance system
  recorded_at timestamptz not null default now()
);

-- An order is sold once, whatever announces it.
create unique index ledger_entries_sold_once on ledger_entries (order_id) where kind = 'SALE';

create index ledger_entries_by_order on ledger_entries (order_id, recorded_at);

-- The release before enters sales in finance_ledger. While this is deployed, and should that release come back, each
-- sees what the other has entered. The next release may drop both triggers with their functions, and finance_ledger.
create function ledger_entries_follow_finance_ledger() returns trigger language plpgsql as $$
begin
  insert into ledger_entries (event_id, order_id, kind, amount, reference, recorded_at)
  values (new.order_id, new.order_id, 'SALE', new.amount, new.reference, new.recorded_at)
  on conflict do nothing;
  return null;
end $$;

create trigger ledger_entries_follow_finance_ledger after insert on finance_ledger
  for each row execute function ledger_entries_follow_finance_ledger();

create function finance_ledger_follows_ledger_entries() returns trigger language plpgsql as $$
begin
  insert into finance_ledger (order_id, amount, reference, recorded_at)
  values (new.order_id, new.amount, new.reference, new.recorded_at)
  on conflict do nothing;
  return null;
end $$;

insert into ledger_entries (event_id, order_id, kind, amount, reference, recorded_at)
select order_id, order_id, 'SALE', amount, reference, recorded_at from finance_ledger
on conflict do nothing;

create trigger finance_ledger_follows_ledger_entries after insert on ledger_entries
  for each row when (new.kind = 'SALE') execute function finance_ledger_follows_ledger_entries();
