import { inRounds } from './inRounds.ts';
import { type Outbox, SETTLE } from './outbox.ts';
import type { Claim, LedgerEntryInput, LedgerOutcome, MailInput } from './schema.ts';

const RECORD = `
with ${SETTLE},
given as (
  select * from jsonb_to_recordset(:entries::jsonb) as g("orderId" uuid, amount int, reference text)
),
recorded as (
  insert into finance_ledger (order_id, amount, reference)
  select o.id, g.amount, g.reference from given g join orders o on o.id = g."orderId" and o.total_price = g.amount
  order by o.id
  on conflict (order_id) do nothing
  returning order_id
)
select g."orderId" as order_id, case when o.id is null then 'ORDER_NOT_FOUND'
  when o.total_price <> g.amount then 'WRONG_AMOUNT' when r.order_id is null then 'ALREADY_RECORDED'
  else 'RECORDED' end as outcome
from given g left join orders o on o.id = g."orderId" left join recorded r on r.order_id = o.id`;

/** Enters orders in the books, each once and for ever, with the price that it was placed for and no other. */
export const recordLedgerEntries = (outbox: Outbox) => (entries: readonly LedgerEntryInput[]) =>
  inRounds(entries, async (round) => {
    const rows = await outbox.write<{ order_id: string; outcome: LedgerOutcome }>(RECORD, {
      entries: JSON.stringify(round),
    });
    return new Map(rows.map(({ order_id, outcome }) => [order_id, { orderId: order_id, outcome }]));
  });

const CLAIM = `
with ${SETTLE},
given as (
  select * from jsonb_to_recordset(:mails::jsonb) as g("orderId" uuid, mail text, "messageId" text)
),
claimed as (
  insert into email_ledger as l (order_id, mail, message_id, claimed_until)
  select "orderId", mail, "messageId", now() + make_interval(secs => :seconds) from given order by "orderId", mail
  on conflict (order_id, mail) do update set claims = l.claims + 1, claimed_until = excluded.claimed_until
    where l.sent_at is null and l.claimed_until <= now()
  returning l.order_id, l.mail
)
select g."orderId" as order_id,
  case when c.order_id is not null then 'CLAIMED' when l.sent_at is not null then 'ALREADY_SENT' else 'BEING_SENT' end as outcome
from given g left join claimed c on c.order_id = g."orderId" and c.mail = g.mail
  left join email_ledger l on l.order_id = g."orderId" and l.mail = g.mail`;

/**
 * Claims mails for sending. A claim lasts `seconds`: longer than its claimer can live, so that a mail whose
 * sender died is sent by another, and no two workers send the same mail.
 */
export const claimEmails = (outbox: Outbox) => (mails: readonly MailInput[], seconds: number) =>
  inRounds(mails, async (round) => {
    const rows = await outbox.write<{ order_id: string; outcome: Claim }>(CLAIM, {
      mails: JSON.stringify(round),
      seconds,
    });
    return new Map(rows.map(({ order_id, outcome }) => [order_id, { orderId: order_id, outcome }]));
  });

const SENT = `
with ${SETTLE}
update email_ledger l set sent_at = now()
from jsonb_to_recordset(:mails::jsonb) as g("orderId" uuid, mail text)
where l.order_id = g."orderId" and l.mail = g.mail and l.sent_at is null`;

/** Notes that mails were sent, so that they never are again. */
export const markEmailsSent =
  (outbox: Outbox) => async (mails: readonly Pick<MailInput, 'orderId' | 'mail'>[]) => {
    await outbox.write(SENT, { mails: JSON.stringify(mails) });
  };

const RELEASE = `
with ${SETTLE}
update email_ledger l set claimed_until = now()
from jsonb_to_recordset(:mails::jsonb) as g("orderId" uuid, mail text)
where l.order_id = g."orderId" and l.mail = g.mail and l.sent_at is null`;

/** Gives claims back at once, for mails that could not be sent. */
export const releaseEmails =
  (outbox: Outbox) => async (mails: readonly Pick<MailInput, 'orderId' | 'mail'>[]) => {
    await outbox.write(RELEASE, { mails: JSON.stringify(mails) });
  };
