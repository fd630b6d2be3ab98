import type { SimulatedService } from '../service.ts';
import { mailServer } from './mailServer.ts';
import { emailSafeguards } from './safeguards.ts';

const mail = (how: string) => ({ what: 'mailServer', how }) as const;

/** What the email service brings to the simulation: the mail server. */
export const email: SimulatedService = {
  faults: {
    mailRefused: { rate: 0.01, says: 'the mail server does not take the mail now', is: mail('defer') },
    mailRefusedForGood: {
      rate: 0.005,
      says: 'the mail server will never take this mail',
      is: mail('refuse'),
    },
    mailSlow: {
      rate: 0.02,
      says: 'the mail server takes the mail, and says so only after a while',
      is: mail('dawdle'),
    },
    mailSilent: {
      rate: 0.01,
      says: 'the mail server takes the mail, and says so when nobody waits for it any more',
      is: mail('lose'),
    },
  },
  parties: mailServer,
  safeguards: emailSafeguards,
  tables: {
    mails: `select order_id as "orderId", mail, claims, (extract(epoch from claimed_at) * 1000)::bigint as "claimedAt",
      (extract(epoch from sent_at) * 1000)::bigint as "sentAt", state from email_ledger order by order_id, mail`,
  },
};
