import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { log } from '../platform/log.ts';
import { measured } from '../platform/metrics.ts';
import { Outage } from '../platform/outage.ts';
import { setting } from '../platform/settings.ts';
import type { MailFacts } from './facts.ts';
import type { Send } from './mailer.ts';
import { messageFor } from './messages.ts';
import type { Claim, Mail, SentMails } from './sentMails.ts';
import { MailRefused, PerhapsSent } from './smtpFailure.ts';

/** Which mail it is. A changed delivery time is news, as is each refund, so it is a mail of its own. */
const nameOf = (facts: MailFacts): string => {
  const { transaction } = facts;
  if (transaction === 'DeliveryBooked') return `${transaction}:${facts.deliveryTime}`;
  return transaction === 'OrderRefunded' ? `${transaction}:${facts.refundId}` : transaction;
};

// Links in mails begin with it.
const storefrontUrl = () => setting('STOREFRONT_URL').replace(/\/+$/, '');

const mailOf = (facts: MailFacts, isInsisted: boolean): Mail => {
  const { orderId, email } = facts;
  const mail = nameOf(facts);
  return {
    orderId,
    mail,
    messageId: `<${orderId}.${mail.replace(':', '.')}@acmecorp.xyz>`,
    recipient: createHash('sha256').update(email.toLowerCase()).digest('hex'),
    isInsisted,
  };
};

/** What became of a mail; BEING_SENT is none of it, because then we look again later. */
type Ending = 'SENT' | Exclude<Claim, 'CLAIMED' | 'BEING_SENT'>;

const tell = (ending: Ending): Ending => {
  if (ending === 'CAPPED')
    log.warn('a mail too many for its recipient was not sent', measured({ MailsCapped: 1 }));
  if (ending === 'UNCONFIRMED')
    log.warn('the mail server’s answer was missing twice; the mail is not sent again');
  return ending;
};

/** A try that failed: for good, so that nothing is left to do, or not. */
const afterFailure = async (sentMails: SentMails, mail: Mail, error: unknown): Promise<Ending> => {
  if (error instanceof MailRefused) {
    await sentMails.markUndeliverable(mail, error.code);
    log.warn('a mail can’t be delivered', { code: error.code, ...measured({ MailsUndeliverable: 1 }) });
    return 'UNDELIVERABLE';
  }
  try {
    await (error instanceof PerhapsSent ? sentMails.hold(mail) : sentMails.release(mail));
  } catch (failure) {
    log.error('what became of a mail could not be noted', { error: failure });
  }
  throw error;
};

/** How long to wait, in ms, between tries to note that a mail was sent. */
const NOTING_PAUSES = [500, 2000];

/** Notes that a mail was sent, with patience: the customer would get it again otherwise. */
const noteSent = async (sentMails: SentMails, mail: Mail, pauses: readonly number[]): Promise<void> => {
  const [pause, ...later] = pauses;
  try {
    await sentMails.markSent(mail);
  } catch (error) {
    if (pause === undefined) throw error;
    await setTimeout(pause);
    await noteSent(sentMails, mail, later);
  }
};

/**
 * Writes to the customer about each step of an order, once. A mail is claimed, sent and noted as sent; a crash, or a
 * database that stays down, between sending and noting sends it again, with the same Message-ID. One whose sending the
 * server did not confirm is sent once more after a quarter of an hour, and never a third time, unless an operator
 * insists: that tries again whatever was given up, but nothing that was sent or is no longer true.
 */
export const sendMail =
  (sentMails: SentMails, send: Send, now: () => number, notingPauses = NOTING_PAUSES) =>
  async (facts: MailFacts, { isInsisted = false } = {}): Promise<Ending> => {
    const mail = mailOf(facts, isInsisted);
    const claimed = await sentMails.claim(mail);
    if (claimed === 'BEING_SENT')
      throw new Outage('another worker is sending the mail, or has perhaps sent it; looking again later');
    if (claimed !== 'CLAIMED') return tell(claimed);
    try {
      await send(messageFor(facts, storefrontUrl(), now()), mail.messageId);
    } catch (error) {
      return afterFailure(sentMails, mail, error);
    }
    await noteSent(sentMails, mail, notingPauses);
    return 'SENT';
  };
