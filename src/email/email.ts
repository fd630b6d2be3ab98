import type { EventOf } from '../contracts/events.ts';
import { SendEmail } from '../contracts/requests.ts';
import { consume } from '../platform/consume.ts';
import { log } from '../platform/log.ts';
import { eventsOrRequests } from '../platform/operators.ts';
import { settings } from '../platform/settings.ts';
import { type Send, sendOverSmtp } from './mailer.ts';
import { type MailFacts, messageFor } from './messages.ts';
import { type SentMails, sentMailsOverGraphql } from './sentMails.ts';

const mailOf = ({ orderId, transaction, deliveryTime }: MailFacts) => {
  // A changed delivery time is news, so it is a mail of its own.
  const mail = transaction === 'DeliveryBooked' ? `${transaction}:${deliveryTime}` : transaction;
  return { orderId, mail, messageId: `<${orderId}.${mail.replace(':', '.')}@acmecorp.xyz>` };
};

/**
 * Writes to the customer about each step of an order, once. A mail is claimed, sent and noted as sent;
 * a crash, or a database that is down, between sending and noting sends it again, with the same Message-ID.
 */
export const sendEmail =
  (sentMails: SentMails, send: Send, now: () => number) =>
  async (facts: MailFacts): Promise<'SENT' | 'ALREADY_SENT'> => {
    const mail = mailOf(facts);
    const claimed = await sentMails.claim(mail);
    if (claimed === 'ALREADY_SENT') return claimed;
    if (claimed === 'BEING_SENT')
      throw new Error('the mail is being sent by another worker; looking again later');
    try {
      await send(messageFor(facts, settings.storefrontUrl, now()), mail.messageId);
    } catch (error) {
      await sentMails
        .release(mail)
        .catch((failure: unknown) => log.error('a claim could not be given back', { error: failure }));
      throw error;
    }
    await sentMails.markSent(mail);
    return 'SENT';
  };

const send = sendEmail(sentMailsOverGraphql, sendOverSmtp, Date.now);

const factsOf = ({
  name,
  detail,
}: EventOf<'OrderCreated' | 'OrderDeliverable' | 'DeliveryBooked'>): MailFacts => ({
  ...detail,
  transaction: name,
  decidedAt: Date.parse(detail.metadata.occurredAt),
});

export const handler = eventsOrRequests(
  consume('email', (event) => send(factsOf(event))),
  SendEmail,
  (request) => send(request),
);
