import { Outage } from '../platform/outage.ts';

/** The mail was handed over whole, and the server's answer is missing: it may have been sent, or not. */
export class PerhapsSent extends Outage {
  override readonly name = 'PerhapsSent';
}

/** The server will never take this mail: `code` is its answer, 550 where nobody has that address. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
  readonly code: number;
  constructor(code: number) {
    super(`The mail server refused the mail for good: ${code}`);
    this.code = code;
  }
}

/** What nodemailer says of a failure: where it was (`command`), its own `code`, and the server's `responseCode`. */
interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
}

// What is nobody's mail's fault: the way to the server, its greeting, our password, our own time-outs.
const ON_THE_WAY = ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EPROTOCOL', 'EAUTH', 'EABORT'];

// After these commands a refusal is about the recipient or the mail. After MAIL FROM or AUTH it is about us.
const ABOUT_THE_MAIL = ['RCPT TO', 'DATA'];

// Servers ask for a password after any command; it is not the recipient who lacks it.
const WANTS_PASSWORD = 530;

/**
 * What a failed try to hand a mail over means. `isHandedOver` tells that all of it was on its way. A server that answers
 * "no, never" (5xx) to recipient or mail refuses it; one that answers anything else, or does not answer, is an outage.
 */
export const failureOf = (error: SmtpError, isHandedOver: boolean): Error => {
  const { code = '', command = '', responseCode } = error;
  if (responseCode === undefined) {
    if (!ON_THE_WAY.includes(code)) return error;
    const Kind = isHandedOver ? PerhapsSent : Outage;
    return new Kind(`The mail server did not answer: ${error.message}`, { cause: error });
  }
  if (responseCode >= 500 && responseCode !== WANTS_PASSWORD && ABOUT_THE_MAIL.includes(command))
    return new MailRefused(responseCode);
  return new Outage(`The mail server does not take mails: ${error.message}`, { cause: error });
};
