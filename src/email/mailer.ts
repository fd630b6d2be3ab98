import { createTransport } from 'nodemailer';
import { settings } from '../platform/settings.ts';
import type { Message } from './messages.ts';

/** Hands a mail over to the SMTP server; rejects when the server did not take it. */
export type Send = (message: Message, messageId: string) => Promise<void>;

const ADDRESS = 'orders@acmecorp.xyz';
const TIMEOUT_MS = 5000;

let transport: ReturnType<typeof connect> | undefined;

const connect = () =>
  createTransport({
    url: settings.smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });

/** Sends over SMTP, on connections that live as long as the Lambda instance. */
export const sendOverSmtp: Send = async ({ sender, to, subject, text, html, calendar }, messageId) => {
  transport ??= connect();
  await transport.sendMail({
    from: { name: sender, address: ADDRESS },
    // An object, not a string: a name such as `A <v@y>, B` would otherwise mail a third person.
    to,
    subject,
    text,
    html,
    messageId,
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(calendar && { icalEvent: { method: 'PUBLISH', filename: 'delivery.ics', content: calendar } }),
  });
};
