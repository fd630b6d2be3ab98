import type { Safeguards } from '../safeguard.ts';

const LATE = { eventLate: 0.3, mailRefused: 0.2 };

/** What keeps mails few and true. */
export const emailSafeguards: Safeguards = {
  'sent-mails-are-known': {
    what: 'A mail that was sent is not sent again, whatever comes twice.',
    changes: [
      {
        file: 'email/store/claimMails.sql',
        from: 'where l.sent_at is null and (l.claimed_until',
        to: 'where (l.claimed_until',
      },
    ],
  },
  'mails-are-claimed': {
    what: 'A mail that one worker is sending is not sent by another.',
    changes: [
      {
        file: 'email/store/claimMails.sql',
        from: 'and (l.claimed_until <= now() or l.claim = excluded.claim) and',
        to: 'and',
      },
    ],
    rates: { eventTwice: 0.3, mailSlow: 0.3 },
  },
  'claim-known-to-its-holder': {
    what: 'Who claims a mail again, because the answer was lost, is given the claim.',
    changes: [
      {
        file: 'email/store/claimMails.sql',
        from: '(l.claimed_until <= now() or l.claim = excluded.claim)',
        to: '(l.claimed_until <= now())',
      },
    ],
    unneeded: 'Whoever does not get it comes again when the claim is over, after 95 s. It saves the wait.',
  },
  'perhaps-sent-is-left-alone': {
    what: 'A mail whose sending was not confirmed is left alone for a quarter of an hour, and not sent a third time.',
    changes: [
      {
        file: 'email/smtpFailure.ts',
        from: 'const Kind = isHandedOver ? PerhapsSent : Outage;',
        to: 'const Kind = isHandedOver ? Outage : Outage;',
      },
    ],
    rates: { mailSilent: 0.5 },
  },
  'never-a-third-time': {
    what: 'A mail whose sending was not confirmed twice is given up, and an operator decides.',
    changes: [
      {
        file: 'email/store/resolvers.ts',
        from: "state = case when l.perhaps_sent_at is not null then 'UNCONFIRMED' end,",
        to: 'state = null,',
      },
    ],
    rates: { mailSilent: 0.5 },
  },
  'patience-once-handed-over': {
    what: 'A mail server that has the mail is given three quarters of a minute to say so.',
    changes: [
      {
        file: 'email/mailer.ts',
        from: '    clearTimeout(timer);\n    timer = setTimeout(hangUp, answer);',
        to: '    void answer;',
      },
    ],
    rates: { mailSlow: 0.3 },
  },
  'mails-of-cancelled-orders': {
    what: 'Nobody is told of the next step of an order that was cancelled meanwhile.',
    changes: [{ file: 'email/store/claimMails.sql', from: "when status = 'CANCELLED' then true", to: '' }],
    rates: LATE,
  },
  'mails-of-booked-orders': {
    what: 'Nobody is asked to choose a time after he has booked one.',
    changes: [
      {
        file: 'email/store/claimMails.sql',
        from: "then booked is not null or status in ('DELIVERY_BOOKED', 'DELIVERED', 'COMPLETED')",
        to: 'then false',
      },
    ],
    rates: LATE,
  },
  'mails-of-changed-times': {
    what: 'Nobody is told of a delivery time that he has changed meanwhile.',
    changes: [
      {
        file: 'email/store/claimMails.sql',
        from: "\n      or booked <> to_timestamp(substr(mail, length('DeliveryBooked') + 2)::bigint / 1000.0)",
        to: '',
      },
    ],
    rates: { eventLate: 0.8 },
    orders: 200,
  },
  'thanks-are-made-up-for': {
    what: 'Whoever was not thanked, because the bus has lost it, is thanked when the watchdog asks for it.',
    changes: [
      {
        file: 'email/email.ts',
        from: 'return reminderOf(detail, now);',
        to: 'return now < 0 ? reminderOf(detail, now) : undefined;',
      },
    ],
    rates: { eventLost: 0.02 },
  },
};
