-- What became of an announced event: the watchdog looks once whether its effect is there (checked_at), and looks
-- again and announces it again while it is not (stuck).
alter table outbox add column checked_at timestamptz;

alter table outbox add column stuck boolean not null default false;

alter table outbox add column reminders smallint not null default 0; -- how often it was announced again

alter table outbox add column remind_at timestamptz; -- when it is to be announced again at the earliest

-- Each of these holds only the rows that one question is about, so that no question reads the whole table.
create index outbox_unchecked on outbox (type, created_at) where checked_at is null;

create index outbox_stuck on outbox (checked_at) where stuck;

create index outbox_settled on outbox (created_at) where checked_at is not null and not stuck;
