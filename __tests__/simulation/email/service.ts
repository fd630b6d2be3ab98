import type { SimulatedService } from '../service.ts';
import { mailServer } from './mailServer.ts';

/** What the email service brings to the simulation: the mail server. */
export const email: SimulatedService = {
  rates: {
    /** Not now; never; yes, but after it has looked for viruses. */
    mailRefused: 0.01,
    mailRefusedForGood: 0.005,
    mailSlow: 0.02,
  },
  parties: mailServer,
  tables: {
    mails: `select order_id as "orderId", mail, claims, (extract(epoch from claimed_at) * 1000)::bigint as "claimedAt",
      (extract(epoch from sent_at) * 1000)::bigint as "sentAt", state from email_ledger order by order_id, mail`,
  },
};
