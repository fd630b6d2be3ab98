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
  select * from jsonb_to_recordset(:mails::jsonb) as g("orderId" uuid, mail text)
)`;

const MARK_SENT = `${GIVEN}
-- answer
update email_ledger l set sent_at = now() from given g
where l.order_id = g."orderId" and l.mail = g.mail and l.sent_at is null`;

const RELEASE = `${GIVEN}
-- answer
update email_ledger l set claimed_until = now() from given g
where l.order_id = g."orderId" and l.mail = g.mail and l.sent_at is null`;

const FIND = `
select order_id as "orderId", mail, message_id as "messageId", to_json(sent_at) #>> '{}' as "sentAt"
from email_ledger where order_id = any(string_to_array(:ids, ',')::uuid[]) order by sent_at`;

/** What answers the email store's fields. */
export const emailResolvers = ({ sql, write }: StoreEdges) => {
  // A claim lasts longer than its claimer can live: a mail whose sender died is sent by another, and no two send the same.
  const claim = writeRounds<MailInput, Claim>(write, CLAIM_MAILS, 'mails');
  const mailsOf = rowsByOrder<Mail & OfOrder>(sql, FIND);
  const note =
    (statement: string) =>
    async (_: unknown, { mails }: { mails: MailKey[] }) => {
      await write(statement, { mails: JSON.stringify(withIds(mails)) });
      return true;
    };

  return {
    Mutation: {
      claimEmails: (_, { mails, seconds }) => claim(withIds(mails), { seconds }),
      markEmailsSent: note(MARK_SENT),
      releaseEmails: note(RELEASE),
    },
    Order: {
      emails: (order: OfOrder) => mailsOf(order),
    },
  } satisfies { Mutation: MutationResolvers; Order: OrderResolvers };
};
