import { randomUUID } from 'node:crypto';
import { type AnswerTo, askDatabase } from '../platform/database.ts';
import { inBatches } from '../platform/inBatches.ts';
import { numberSetting } from '../platform/settings.ts';

/** One mail of an order: which, the Message-ID that it has however often it is sent, a hash of its recipient, and whether an operator insists on it. */
export interface Mail {
  orderId: string;
  mail: string;
  messageId: string;
  recipient: string;
  isInsisted: boolean;
}

const CLAIM = `mutation ClaimMails($mails: [MailInput!]!, $seconds: Int!, $most: Int!) { claimEmails(mails: $mails, seconds: $seconds, most: $most) { outcome } }`;

/** What became of a claim. */
export type Claim = AnswerTo<typeof CLAIM>['claimEmails'][number]['outcome'];

/** Which mails were sent. */
export interface SentMails {
  /** Takes a mail for sending; nobody else gets it for CLAIM_SECONDS. */
  claim(mail: Mail): Promise<Claim>;
  markSent(mail: Mail): Promise<void>;
  /** Gives a claim back, when the mail could not be sent. */
  release(mail: Mail): Promise<void>;
  /** Keeps a claim for HOLD_SECONDS, when the mail was perhaps sent. */
  hold(mail: Mail): Promise<void>;
  /** Ends a mail that the server refused with this code. */
  markUndeliverable(mail: Mail, code: number): Promise<void>;
}

/** Longer than the email function may run (functions.yml: 90 s): who claimed a mail so long ago is dead. */
const CLAIM_SECONDS = 95;

/** How long a mail that was perhaps sent is left alone: a slow server has taken or lost it by then. */
const HOLD_SECONDS = 15 * 60;

// Mails leave one after the other. Those that left within this time are noted in one statement, or as soon as no other
// is under way.
const NOTE_WINDOW_MS = 50;

const SENT = `mutation MarkMailsSent($mails: [MailKey!]!) { markEmailsSent(mails: $mails) }`;

const RELEASE = `mutation ReleaseMails($mails: [MailKey!]!) { releaseEmails(mails: $mails) }`;

/** Mails of which it is not known yet what becomes of them, by their Message-IDs. */
const underWay = new Set<string>();

const claimTogether = inBatches<Mail, Claim>(async (mails) => {
  const answer = await askDatabase(CLAIM, {
    mails: mails.map((mail) => ({ ...mail, claim: randomUUID() })),
    seconds: CLAIM_SECONDS,
    most: numberSetting('MAILS_PER_DAY'),
  });
  return answer.claimEmails.map(({ outcome }) => outcome);
});

const claim = async (mail: Mail): Promise<Claim> => {
  const claimed = await claimTogether(mail);
  if (claimed === 'CLAIMED') underWay.add(mail.messageId);
  return claimed;
};

const HOLD = `mutation HoldMails($mails: [MailKey!]!, $seconds: Int!) { holdEmails(mails: $mails, seconds: $seconds) }`;

const UNDELIVERABLE = `mutation MarkMailsUndeliverable($mails: [RefusedMail!]!) { markEmailsUndeliverable(mails: $mails) }`;

const noting = <Each extends Mail>(note: (mails: Each[]) => Promise<unknown>) => {
  const noteTogether = inBatches<Each, void>(
    async (mails) => {
      await note([...mails]);
      return mails.map(() => undefined);
    },
    { waiting: { ms: NOTE_WINDOW_MS, whileOthersCome: () => underWay.size > 0 } },
  );
  return (mail: Each) => {
    underWay.delete(mail.messageId);
    return noteTogether(mail);
  };
};

const keysOf = (mails: Mail[]) => mails.map(({ orderId, mail }) => ({ orderId, mail }));

const markUndeliverable = noting<Mail & { code: number }>((mails) =>
  askDatabase(UNDELIVERABLE, {
    mails: mails.map(({ orderId, mail, code }) => ({ orderId, mail, code })),
  }),
);

/** The ledger of sent mails in the private database service. */
export const sentMailsOverGraphql: SentMails = {
  claim,
  markSent: noting((mails) => askDatabase(SENT, { mails: keysOf(mails) })),
  release: noting((mails) => askDatabase(RELEASE, { mails: keysOf(mails) })),
  hold: noting((mails) => askDatabase(HOLD, { mails: keysOf(mails), seconds: HOLD_SECONDS })),
  markUndeliverable: (mail, code) => markUndeliverable({ ...mail, code }),
};
