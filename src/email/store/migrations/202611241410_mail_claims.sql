-- Who holds the claim of a mail, so that whoever asks again, because the answer was lost, is given it again.
alter table email_ledger add column claim uuid;
