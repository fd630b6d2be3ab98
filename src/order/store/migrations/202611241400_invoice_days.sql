-- Orders by invoice are free to place, so an organisation gets so many a day (UTC): these. A row of a day that is over
-- is of no use any more.
create table invoice_days (
  org_number text not null,
  day date not null,
  order_ids uuid[] not null,
  primary key (org_number, day)
);
