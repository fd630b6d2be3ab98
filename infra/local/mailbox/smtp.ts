import { SMTPServer } from 'smtp-server';
import type { SMTPServerAddress, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Envelope, StoredMail } from './mailStore.ts';
import { HOST } from '../../localPlaces.ts';

const LARGEST_MAIL = 25 * 1024 * 1024;

/** Failures that a test can order: how many of the next mails are refused with a temporary error. */
export interface Faults {
  rejectNext: number;
}

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

const bare = ({ address }: SMTPServerAddress) => ({ address, name: '' });

const envelopeOf = ({ envelope, hostNameAppearsAs, remoteAddress }: SMTPServerSession): Envelope => ({
  from: envelope.mailFrom ? bare(envelope.mailFrom) : { address: '', name: '' },
  to: envelope.rcptTo.map(bare),
  host: hostNameAppearsAs,
  remoteAddress,
});

const received = async (stream: SMTPServerDataStream): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
};

const take = async (
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  faults: Faults,
  keep: (mail: StoredMail) => string,
): Promise<string> => {
  const raw = await received(stream);
  if (stream.sizeExceeded) throw refusal(552, 'Message exceeds the maximum size');
  if (faults.rejectNext > 0) {
    faults.rejectNext -= 1;
    throw refusal(451, 'Temporary failure, as ordered through /faults');
  }
  return `Kept as ${keep({ envelope: envelopeOf(session), raw })}`;
};

/** Listens for SMTP on the port and answers 250 only after `keep` has returned the id of the kept mail. */
export const startSmtp = async (
  port: number,
  faults: Faults,
  keep: (mail: StoredMail) => string,
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
    onData: (stream, session, callback) => {
      take(stream, session, faults, keep).then((said) => callback(null, said), callback);
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
