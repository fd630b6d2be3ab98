import type { DeliveredMail } from '../../../infra/audit/evidence.ts';
import { type Arrived, broken, type Serve } from '../cloud/serve.ts';
import type { CallAnswer } from '../lambda/instance.ts';
import type { Parties, Surroundings } from '../service.ts';

interface Mail {
  messageId: string;
  to: { address: string };
}

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

  const serve: Serve = (arrived, answer) => {
    if (arrived.operation === 'Recipient') return answer(recipient(arrived));
    const { site, about } = arrived;
    if (engine.fault('mailRefused', site, about)) return answer(smtpError(452, 'DATA'));
    const { messageId } = arrived.payload as Mail;
    deliver(arrived.payload as Mail);
    if (!engine.fault('mailSlow', site, about)) return answer({ value: { messageId } });
    // It looks for viruses now, and says yes when it has done so.
    engine.after(engine.between(`looks ${site}`, 1000, LONGEST_LOOK_MS), `looked ${site}`, () =>
      answer({ value: { messageId } }),
    );
  };

  return { serves: { smtp: serve }, evidence: () => ({ mailbox }) };
};
