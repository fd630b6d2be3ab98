import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream } from 'smtp-server';
import { HOST } from '../../localPlaces.ts';

const LARGEST_MAIL = 25 * 1024 * 1024;

/** Failures that a test can order: how many of the next mails are refused with a temporary error. */
export interface Faults {
  rejectNext: number;
}

/** Keeps a mail for its recipients and gives its id. */
type Keep = (recipients: string[], raw: Buffer) => number;

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

const take = async (
  stream: SMTPServerDataStream,
  to: string[],
  faults: Faults,
  keep: Keep,
): Promise<string> => {
  const raw = await buffer(stream);
  if (stream.sizeExceeded) throw refusal(552, 'Message exceeds the maximum size');
  if (faults.rejectNext > 0) {
    faults.rejectNext -= 1;
    throw refusal(451, 'Temporary failure, as ordered through /faults');
  }
  return `Kept as ${keep(to, raw)}`;
};

/** Listens for SMTP on the port and answers 250 only after `keep` has returned the id of the kept mail. */
export const startSmtp = async (
  port: number,
  faults: Faults,
  keep: Keep,
): Promise<{ stop(): Promise<void> }> => {
  const server = new SMTPServer({
    name: 'mailbox.acmecorp.example',
    banner: 'local mailbox: nothing leaves this machine',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    logger: false,
    closeTimeout: 500,
    onData: (stream, { envelope }, callback) => {
      const to = envelope.rcptTo.map(({ address }) => address);
      take(stream, to, faults, keep).then((said) => callback(null, said), callback);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  // A client that vanishes in the middle of a mail is its own affair: no mail was promised to it.
  server.on('error', () => undefined);
  return { stop: () => new Promise((resolve) => server.close(resolve)) };
};
