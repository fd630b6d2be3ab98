import type { DeliveredMail } from '../../../infra/audit/evidence.ts';
import { type Arrived, broken, type Serve } from '../cloud/serve.ts';
import type { CallAnswer } from '../lambda/instance.ts';
import type { Parties, Surroundings } from '../service.ts';

interface Mail {
  messageId: string;
  to: { address: string };
}

// It is waited for 45 s (src/email/mailer.ts).
const ANSWERED_MS = 43_000;
const MISSED_MS = 46_000;
const LONGEST_LOOK_MS = 70_000;

// <ORDER.OrderRefunded.REFUND@acmecorp.xyz> is the mail OrderRefunded:REFUND of that order.
const MESSAGE_ID = /^<([^.]+)\.([^.@]+)(?:\.([^@]+))?@/;

const smtpError = (responseCode: number, command: string): CallAnswer => ({
  error: { name: 'Error', message: `SMTP ${responseCode}`, code: 'EENVELOPE', responseCode, command },
});

/** The mail server: what it took is in the mailbox, whether or not it could still say so. */
export const mailServer = ({ engine, isDown }: Surroundings): Parties => {
  const mailbox: DeliveredMail[] = [];

  const deliver = ({ messageId, to }: Mail) => {
    const [, orderId = '', kind = '', more] = MESSAGE_ID.exec(messageId) ?? [];
    const mail = more === undefined ? kind : `${kind}:${more}`;
    mailbox.push({ orderId, mail, to: to.address, receivedAt: engine.now });
    engine.trace(`MAIL ${orderId} ${mail}`);
  };

  const recipient = ({ site, about }: Arrived): CallAnswer => {
    if (isDown('mail server')) return broken('ECONNECTION');
    if (engine.fault('mailRefused', site, about)) return smtpError(451, 'RCPT TO');
    return engine.fault('mailRefusedForGood', site, about) ? smtpError(550, 'RCPT TO') : { value: {} };
  };

  const looksMs = ({ site, about }: Arrived): number => {
    if (engine.fault('mailSilent', site, about))
      return engine.between(`looks ${site}`, MISSED_MS, LONGEST_LOOK_MS);
    return engine.fault('mailSlow', site, about) ? engine.between(`looks ${site}`, 1000, ANSWERED_MS) : 0;
  };

  const serve: Serve = (arrived, answer) => {
    if (arrived.operation === 'Recipient') return answer(recipient(arrived));
    const { site, about } = arrived;
    if (engine.fault('mailRefused', site, about)) return answer(smtpError(452, 'DATA'));
    const { messageId } = arrived.payload as Mail;
    deliver(arrived.payload as Mail);
    const ms = looksMs(arrived);
    if (ms === 0) return answer({ value: { messageId } });
    // It looks for viruses now, and says yes when it has done so.
    engine.after(ms, `looked ${site}`, () => answer({ value: { messageId } }));
  };

  return { serves: { smtp: serve }, evidence: () => ({ mailbox }) };
};
