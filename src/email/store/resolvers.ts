import type {
  Claim,
  Mail,
  MailInput,
  MailKey,
  MutationResolvers,
  OrderResolvers,
} from '../../platform/databaseSchema.ts';
import { type OfOrder, rowsByOrder, type StoreEdges, withIds, writeRounds } from '../../platform/store.ts';
import CLAIM_MAILS from './claimMails.sql';

const GIVEN = `with given as (
  select * from jsonb_to_recordset(:mails::jsonb) as g("orderId" uuid, mail text, code smallint)
)`;

const THESE = `l.order_id = g."orderId" and l.mail = g.mail and l.sent_at is null`;

const MARK_SENT = `${GIVEN}
-- answer
update email_ledger l set sent_at = now() from given g
where ${THESE}`;

const RELEASE = `${GIVEN}
-- answer
update email_ledger l set claimed_until = now(), claim = null from given g
where ${THESE}`;

const HOLD = `${GIVEN}
-- answer
update email_ledger l set claimed_until = now() + make_interval(secs => :seconds), claim = null,
  state = case when l.perhaps_sent_at is not null then 'UNCONFIRMED' end,
  perhaps_sent_at = coalesce(l.perhaps_sent_at, now())
from given g where ${THESE}`;

const MARK_UNDELIVERABLE = `${GIVEN}
-- answer
update email_ledger l set claimed_until = now(), claim = null, state = 'UNDELIVERABLE', server_code = g.code
from given g where ${THESE}`;

const FIND = `
select order_id as "orderId", mail, message_id as "messageId", to_json(sent_at) #>> '{}' as "sentAt",
  case when sent_at is not null then 'SENT' else coalesce(state, 'WAITING') end as state, server_code as "serverCode"
from email_ledger where order_id = any(string_to_array(:ids, ',')::uuid[]) order by sent_at`;

/** What answers the email store's fields. */
export const emailResolvers = ({ sql, write }: StoreEdges) => {
  // A claim lasts longer than its claimer can live: a mail whose sender died is sent by another, and no two send the same.
  const claim = writeRounds<MailInput, Claim>(write, CLAIM_MAILS, 'mails');
  const mailsOf = rowsByOrder<Mail & OfOrder>(sql, FIND);
  const note =
    (statement: string) =>
    async <Each extends MailKey>(_: unknown, { mails, ...more }: { mails: Each[]; seconds?: number }) => {
      await write(statement, { ...more, mails: JSON.stringify(withIds(mails)) });
      return true;
    };

  return {
    Mutation: {
      claimEmails: (_, { mails, ...limits }) => claim(withIds(mails), limits),
      markEmailsSent: note(MARK_SENT),
      releaseEmails: note(RELEASE),
      holdEmails: note(HOLD),
      markEmailsUndeliverable: note(MARK_UNDELIVERABLE),
    },
    Order: {
      emails: (order: OfOrder) => mailsOf(order),
    },
  } satisfies { Mutation: MutationResolvers; Order: OrderResolvers };
};
