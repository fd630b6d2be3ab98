-- Claims mails for sending: new ones, and those whose claim ran out before they were sent. A mail that is no longer true
-- is OBSOLETE; one too many for its recipient within a day is CAPPED. Who asks again, because the answer was lost, has his claim.
with given as (
  select g.*,
    (select s.status from order_states s where s.order_id = g."orderId") as status,
    (select b.time from booked_deliveries b where b.order_id = g."orderId") as booked,
    (select l.state is null or l.state in ('UNDELIVERABLE', 'UNCONFIRMED') from email_ledger l
      where l.order_id = g."orderId" and l.mail = g.mail) is true as is_counted,
    (select count(*) from (select 1 from email_ledger l where l.recipient = g.recipient
      and l.claimed_at > now() - interval '1 day' and coalesce(l.state, '') not in ('OBSOLETE', 'CAPPED')
      limit :most) as counted) as before
  from jsonb_to_recordset(:mails::jsonb) as g("orderId" uuid, mail text, "messageId" text, recipient text,
    "isInsisted" boolean, claim uuid)
),
true_or_not as (
  select given.*, case
    when mail like 'OrderCancelled%' or mail like 'OrderRefunded%' then false
    when status = 'CANCELLED' then true
    when mail = 'OrderDeliverable' then booked is not null or status in ('DELIVERY_BOOKED', 'DELIVERED', 'COMPLETED')
    when mail like 'DeliveryBooked%' then status in ('DELIVERED', 'COMPLETED')
      or booked <> to_timestamp(substr(mail, length('DeliveryBooked') + 2)::bigint / 1000.0)
    end is true as is_obsolete
  from given
),
-- Two workers at the same moment don't see each other's, so the limit may be passed by a batch.
judged as (
  select true_or_not.*, case
    when is_obsolete then 'OBSOLETE'
    when not is_counted and recipient is not null and "isInsisted" is not true and before
      + row_number() over (partition by recipient, is_counted, is_obsolete order by "orderId", mail) > :most then 'CAPPED'
    end as state
  from true_or_not
),
claimed as (
  insert into email_ledger as l (order_id, mail, message_id, recipient, state, claim, claimed_until)
  select "orderId", mail, "messageId", recipient, state, claim,
    case when state is null then now() + make_interval(secs => :seconds) else now() end
  from judged order by "orderId", mail
  on conflict (order_id, mail) do update set claims = l.claims + 1, claimed_until = excluded.claimed_until,
    claim = excluded.claim, state = excluded.state, server_code = null, recipient = excluded.recipient,
    claimed_at = case when l.state is null then l.claimed_at else now() end
    where l.sent_at is null and (l.claimed_until <= now() or l.claim = excluded.claim) and (l.state is null or l.state in ('OBSOLETE', 'CAPPED')
      -- An operator knows a better address, or that the server has been mended.
      or (select j."isInsisted" from judged j where j."orderId" = l.order_id and j.mail = l.mail))
  returning l.order_id, l.mail, l.state
)
-- answer
select g."orderId",
  case when c.order_id is not null then coalesce(c.state, 'CLAIMED') when l.sent_at is not null then 'ALREADY_SENT'
    when l.state in ('UNDELIVERABLE', 'UNCONFIRMED') then l.state else 'BEING_SENT' end as outcome
from given g left join claimed c on c.order_id = g."orderId" and c.mail = g.mail
  left join email_ledger l on l.order_id = g."orderId" and l.mail = g.mail
