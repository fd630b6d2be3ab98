import type { EventOf } from '../contracts/events.ts';
import { SendEmail } from '../contracts/requests.ts';
import { consume } from '../platform/consume.ts';
import { log } from '../platform/log.ts';
import { eventsOrRequests } from '../platform/operators.ts';
import { settings } from '../platform/settings.ts';
import { type Send, sendOverSmtp } from './mailer.ts';
import { type MailFacts, messageFor } from './messages.ts';
import { type SentMails, sentMailsOverGraphql } from './sentMails.ts';

const mailOf = (facts: MailFacts) => {
  const { orderId, transaction } = facts;
  // A changed delivery time is news, so it is a mail of its own.
  const mail = transaction === 'DeliveryBooked' ? `${transaction}:${facts.deliveryTime}` : transaction;
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

const factsOf = (event: EventOf<'OrderCreated' | 'OrderDeliverable' | 'DeliveryBooked'>): MailFacts => {
  const { name: transaction, detail } = event;
  switch (transaction) {
    case 'OrderCreated':
      return { ...detail, transaction, ordered: detail };
    case 'OrderDeliverable':
      return { ...detail, transaction };
    case 'DeliveryBooked':
      return { ...detail, transaction, decidedAt: Date.parse(detail.metadata.occurredAt) };
  }
};

/** What an operator has us write: thanks come without the list, and any mail of the booking's event is newer. */
const factsAsked = ({ transaction, deliveryTime = 0, ...recipient }: SendEmail): MailFacts =>
  transaction === 'DeliveryBooked'
    ? { ...recipient, transaction, deliveryTime, decidedAt: 0 }
    : { ...recipient, transaction };

export const handler = eventsOrRequests(
  consume('email', (event) => send(factsOf(event))),
  SendEmail,
  (request) => send(factsAsked(request)),
);
