-- Why a mail was not sent, or not known to be; null for one that is being sent, and for one that was (sent_at).
alter table email_ledger add column state text
  check (state in ('OBSOLETE', 'CAPPED', 'UNDELIVERABLE', 'UNCONFIRMED'));

alter table email_ledger add column server_code smallint; -- what the mail server said of an undeliverable one

alter table email_ledger add column perhaps_sent_at timestamptz; -- when the server's answer was missing the first time

alter table email_ledger add column recipient text; -- a hash of the address, to count by

alter table email_ledger add column claimed_at timestamptz not null default now();

create index email_ledger_by_recipient on email_ledger (recipient, claimed_at) where recipient is not null;
