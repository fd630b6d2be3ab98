import { type Readable, Transform } from 'node:stream';
import { createTransport } from 'nodemailer';
import { setting } from '../platform/settings.ts';
import { ORGANIZER } from './calendar.ts';
import type { Message } from './messages.ts';
import { failureOf } from './smtpFailure.ts';
import { turnsOf } from './turns.ts';

/**
 * Hands a mail over to the SMTP server. Rejects with MailRefused when the server never takes it, with PerhapsSent when
 * nobody knows, with another Outage when it was not sent.
 */
export type Send = (message: Message, messageId: string) => Promise<void>;

const CONNECTIONS = 2;
const CONNECT_MS = 5000;

/** How long we wait, in milliseconds. All three together fit into the function's time (functions.yml: 90 s). */
export const PATIENCE = {
  /** For a free connection. */
  turn: 25_000,
  /** For the server to connect, to greet, and to take the mail down to its last byte. */
  handover: 10_000,
  /** For its answer after that. Servers look for viruses now, and who hangs up has perhaps sent a mail. */
  answer: 45_000,
};

/** A stream's bytes in one piece: nodemailer writes dozens of small ones, and each would be a packet of its own. */
const inOnePiece = (stream: Readable): Readable => {
  const pieces: Buffer[] = [];
  const whole = new Transform({
    transform(piece: Buffer, _, done) {
      pieces.push(piece);
      done();
    },
    flush(done) {
      done(null, Buffer.concat(pieces));
    },
  });
  // Not by pipeline(), which aborts something at each end. Whoever reads the whole hears of a failure there.
  stream.on('error', (error) => whole.destroy(error)).pipe(whole);
  return whole.once('close', () => stream.destroy());
};

/** What each mail's sender wants to hear when its last byte has left, by the signal that would end it. */
const whenHandedOver = new WeakMap<AbortSignal, () => void>();

const connect = (socketTimeout: number) => {
  const transport = createTransport({
    url: setting('SMTP_URL'),
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout,
  });
  // nodemailer's errors don't tell whether a mail had left. It reads one only after the server has said 354 to DATA.
  transport.use('stream', ({ message, data: { signal } }, done) => {
    const read = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      const stream = inOnePiece(read(options));
      return stream.once('end', () => signal && whenHandedOver.get(signal)?.());
    };
    done();
  });
  return transport;
};

type Transport = ReturnType<typeof connect>;

const mailOf = ({ sender, to, subject, text, html, calendar }: Message, messageId: string) => ({
  from: { name: sender, address: ORGANIZER },
  // An object, not a string: a name such as `A <v@y>, B` would otherwise mail a third person.
  to,
  subject,
  text,
  html,
  messageId,
  headers: { 'Auto-Submitted': 'auto-generated' },
  ...(calendar && { icalEvent: { ...calendar, filename: 'delivery.ics' } }),
});

/** Hands one mail over on a free connection, and hangs up when the server takes too long. */
const handOver = async (transport: Transport, mail: object, { handover, answer }: typeof PATIENCE) => {
  const impatience = new AbortController();
  const hangUp = () => impatience.abort();
  let timer = setTimeout(hangUp, handover);
  let isHandedOver = false;
  whenHandedOver.set(impatience.signal, () => {
    isHandedOver = true;
    clearTimeout(timer);
    timer = setTimeout(hangUp, answer);
  });
  try {
    await transport.sendMail({ ...mail, signal: impatience.signal });
  } catch (error) {
    throw failureOf(error as Error, isHandedOver);
  } finally {
    clearTimeout(timer);
  }
};

/** Sends over SMTP, on two connections that live as long as the Lambda instance. */
export const smtpSender = (patience = PATIENCE): Send => {
  const inTurn = turnsOf(CONNECTIONS, patience.turn);
  let transport: Transport | undefined;
  return (message, messageId) =>
    inTurn(() => {
      transport ??= connect(patience.handover + patience.answer);
      return handOver(transport, mailOf(message, messageId), patience);
    });
};
