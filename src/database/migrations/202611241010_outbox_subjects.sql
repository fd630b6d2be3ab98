-- An event is about a subject: an order, and later a cart, a product, a customer.
alter table outbox add column subject_kind text not null default 'order';

alter table outbox add column subject_id text;

update outbox set subject_id = order_id::text;

create index outbox_by_subject on outbox (subject_kind, subject_id);

alter table outbox alter column order_id drop not null;

alter table outbox drop constraint outbox_order_id_fkey;

-- The release before this one knows order_id only: what it writes gets a subject, what is written now gets an
-- order_id, so that its watchdog sees it after a rollback too. The next release may drop the trigger, the default
-- of subject_kind, order_id with its index, and set subject_id not null.
create function outbox_keeps_both_names() returns trigger language plpgsql as $$
begin
  if new.subject_id is null then
    new.subject_id := new.order_id::text;
  elsif new.subject_kind = 'order' then
    new.order_id := new.subject_id::uuid;
  end if;
  return new;
end $$;

create trigger outbox_keeps_both_names before insert on outbox
  for each row execute function outbox_keeps_both_names();
