import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream } from 'smtp-server';
import { HOST } from '../../localPlaces.ts';

const LARGEST_MAIL = 25 * 1024 * 1024;

/** Failures that a test can order. */
export interface Faults {
  /** How many of the next mails are refused with a temporary error. */
  rejectNext: number;
  /** How many of the next mails are kept without an answer: the connection breaks instead. */
  loseNext: number;
  /** How many milliseconds it takes to answer a mail after it was kept. */
  answerAfter: number;
  /** Addresses that nobody has: 550. */
  refuse: string[];
}

/** A server that works. */
export const NO_FAULTS: Faults = { rejectNext: 0, loseNext: 0, answerAfter: 0, refuse: [] };

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
  const kept = `Kept as ${keep(to, raw)}`;
  await setTimeout(faults.answerAfter);
  return kept;
};

/** Breaks the connection of a session, as a network does: without a word. */
const breakOff = (server: SMTPServer, sessionId: string): void => {
  for (const each of server.connections) {
    const { session, _socket: socket } = each as { session?: { id: string }; _socket?: Socket };
    if (session?.id === sessionId) socket?.destroy();
  }
};

/** Listens for SMTP on the port and answers 250 only after `keep` has returned the id of the kept mail. */
export const startSmtp = async (
  port: number,
  faults: Faults,
  keep: Keep,
): Promise<{ stop(): Promise<void>; kill(): Promise<void>; connections(): number }> => {
  const server = new SMTPServer({
    name: 'mailbox.acmecorp.example',
    banner: 'local mailbox: nothing leaves this machine',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    logger: false,
    closeTimeout: 500,
    onRcptTo: ({ address }, _, callback) =>
      callback(
        faults.refuse.includes(address) ? refusal(550, 'No such address, as ordered through /faults') : null,
      ),
    onData: (stream, { id, envelope }, callback) => {
      const to = envelope.rcptTo.map(({ address }) => address);
      take(stream, to, faults, keep).then((said) => {
        if (faults.loseNext === 0) return callback(null, said);
        faults.loseNext -= 1;
        breakOff(server, id);
      }, callback);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  // A client that vanishes in the middle of a mail is its own affair: no mail was promised to it.
  server.on('error', () => undefined);
  const stop = () => new Promise<void>((resolve) => server.close(resolve));
  return {
    stop,
    kill: async () => {
      for (const each of server.connections) (each as { _socket?: Socket })._socket?.destroy();
      await stop();
    },
    connections: () => server.connections.size,
  };
};
