-- Claims mails for sending: new ones, and those whose claim ran out before they were sent.
with given as (
  select * from jsonb_to_recordset(:mails::jsonb) as g("orderId" uuid, mail text, "messageId" text)
),
claimed as (
  insert into email_ledger as l (order_id, mail, message_id, claimed_until)
  select "orderId", mail, "messageId", now() + make_interval(secs => :seconds) from given order by "orderId", mail
  on conflict (order_id, mail) do update set claims = l.claims + 1, claimed_until = excluded.claimed_until
    where l.sent_at is null and l.claimed_until <= now()
  returning l.order_id, l.mail
)
-- answer
select g."orderId",
  case when c.order_id is not null then 'CLAIMED' when l.sent_at is not null then 'ALREADY_SENT' else 'BEING_SENT' end as outcome
from given g left join claimed c on c.order_id = g."orderId" and c.mail = g.mail
  left join email_ledger l on l.order_id = g."orderId" and l.mail = g.mail
