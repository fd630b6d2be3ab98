import type { EventOf } from '../contracts/events.ts';
import { SendEmail } from '../contracts/requests.ts';
import type { EventsOf } from '../contracts/subscriptions.ts';
import { consume } from '../platform/consume.ts';
import { eventsOrRequests } from '../platform/operators.ts';
import { numberSetting } from '../platform/settings.ts';
import type { MailFacts } from './facts.ts';
import { smtpSender } from './mailer.ts';
import { sendMail } from './sendMail.ts';
import { sentMailsOverGraphql } from './sentMails.ts';

/**
 * OrderPlaced follows OrderCreated within moments, which has the same mail. It only counts when the watchdog announces
 * it again, because the thanks have not left: then it is as old as the watchdog's patience.
 */
const reminderOf = ({ market, localPrice, ...detail }: EventOf<'OrderPlaced'>['detail'], now: number) => {
  const age = now - Date.parse(detail.metadata.occurredAt);
  if (market === undefined || age < numberSetting('EFFECT_LIMIT') * 1000) return undefined;
  const { orderId, name, email, lines } = detail;
  const ordered = localPrice === undefined ? {} : { ordered: { lines, localPrice } };
  return { transaction: 'OrderCreated', orderId, name, email, market, ...ordered } as const;
};

/** What a mail is to say of an event; undefined when the event is no reason to write. */
export const factsOf = (event: EventOf<EventsOf<'email'>>, now: number): MailFacts | undefined => {
  const { name: transaction, detail } = event;
  const decidedAt = Date.parse(detail.metadata.occurredAt);
  switch (transaction) {
    case 'OrderCreated':
      return { ...detail, transaction, ordered: detail };
    case 'OrderPlaced':
      return reminderOf(detail, now);
    case 'OrderDeliverable':
      return { ...detail, transaction };
    case 'OrderRefunded':
      return { ...detail, transaction };
    case 'DeliveryBooked':
      return { ...detail, transaction, decidedAt };
    case 'OrderCancelled': {
      // What was refunded before is not in the books any more, and we can't tell what that is in pesos.
      const localPrice = detail.credit === detail.totalPrice ? detail.localPrice : undefined;
      return { ...detail, transaction, decidedAt, localPrice };
    }
  }
};

/** What an operator has us write. Lists of plants are left out, and any mail of the booking's event is newer. */
const factsAsked = (request: SendEmail): MailFacts => {
  const { transaction, deliveryTime, reason, money, refundId, localAmount, isInvoiced, ...recipient } =
    request;
  // The contract has made sure of what each mail needs; TypeScript can't see that.
  const asked = {
    OrderCreated: {},
    OrderDeliverable: {},
    DeliveryBooked: { deliveryTime, decidedAt: 0 },
    OrderCancelled: { deliveryTime, reason, money, decidedAt: Date.now() },
    OrderRefunded: { refundId, localAmount, isInvoiced, lines: [] },
  };
  return { ...recipient, transaction, ...asked[transaction] } as MailFacts;
};

const send = sendMail(sentMailsOverGraphql, smtpSender(), Date.now);

/** Writes to the customer whenever an order takes a step. */
export const handler = eventsOrRequests(
  consume('email', async (event) => {
    const facts = factsOf(event, Date.now());
    return facts ? send(facts) : 'NOTHING_TO_WRITE';
  }),
  SendEmail,
  (request) => send(factsAsked(request), { isInsisted: true }),
);
