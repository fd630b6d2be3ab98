import { type AnswerTo, askDatabase } from '../platform/database.ts';
import { inBatches } from '../platform/inBatches.ts';

/** One mail of an order: which, and the Message-ID that it has however often it is sent. */
export interface Mail {
  orderId: string;
  mail: string;
  messageId: string;
}

const CLAIM = `mutation ClaimMails($mails: [MailInput!]!, $seconds: Int!) { claimEmails(mails: $mails, seconds: $seconds) { outcome } }`;

type Claim = AnswerTo<typeof CLAIM>['claimEmails'][number]['outcome'];

/** Which mails were sent. */
export interface SentMails {
  /** Takes a mail for sending; nobody else gets it for CLAIM_SECONDS. */
  claim(mail: Mail): Promise<Claim>;
  markSent(mail: Mail): Promise<void>;
  /** Gives a claim back, when the mail could not be sent. */
  release(mail: Mail): Promise<void>;
}

/** Longer than the email function may run (functions.yml: 28 s): who claimed a mail so long ago is dead. */
const CLAIM_SECONDS = 30;

// Mails leave one after the other; those that left within this time are noted in one statement.
const NOTE_WINDOW_MS = 20;

const SENT = `mutation MarkMailsSent($mails: [MailKey!]!) { markEmailsSent(mails: $mails) }`;

const RELEASE = `mutation ReleaseMails($mails: [MailKey!]!) { releaseEmails(mails: $mails) }`;

const claim = inBatches<Mail, Claim>(async (mails) => {
  const answer = await askDatabase(CLAIM, {
    mails,
    seconds: CLAIM_SECONDS,
  });
  return answer.claimEmails.map(({ outcome }) => outcome);
});

const noting = (mutation: typeof SENT | typeof RELEASE) =>
  inBatches<Mail, void>(
    async (mails) => {
      await askDatabase(mutation, { mails: mails.map(({ orderId, mail }) => ({ orderId, mail })) });
      return mails.map(() => undefined);
    },
    { windowMs: NOTE_WINDOW_MS },
  );

/** The ledger of sent mails in the private database service. */
export const sentMailsOverGraphql: SentMails = { claim, markSent: noting(SENT), release: noting(RELEASE) };
