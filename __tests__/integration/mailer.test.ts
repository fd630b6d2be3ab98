import { SMTPServer } from 'smtp-server';
import { sendOverSmtp } from '../../src/email/mailer.ts';
import { freePorts } from '../freePorts.ts';

let server: SMTPServer;
let connections = 0;
let received: string[] = [];

const listen = async (port: number) => {
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 10,
    onConnect: (_, callback) => {
      connections += 1;
      callback();
    },
    onData: (stream, { envelope }, callback) => {
      received.push(...envelope.rcptTo.map(({ address }) => address));
      stream.resume().on('end', callback);
    },
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
};
const close = () => new Promise<void>((closed) => server.close(closed));

let port = 0;
beforeAll(async () => {
  [port = 0] = await freePorts(1);
  process.env['SMTP_URL'] = `smtp://127.0.0.1:${port}`;
  await listen(port);
});
beforeEach(() => {
  received = [];
});
afterAll(close);

const mailTo = (name: string, address: string) =>
  sendOverSmtp(
    { sender: 'ACME Corp.', to: { name, address }, subject: 'Thanks', text: 'Thanks', html: '<p>Thanks' },
    `<${address}>`,
  );

test('a batch of mails travels over two connections, which the next batch uses again', async () => {
  const batch = Array.from({ length: 10 }, (_, index) => `customer-${index}@example.com`);
  for (let round = 0; round < 2; round++) await Promise.all(batch.map((address) => mailTo('Ann', address)));
  expect(connections).toBe(2);
  expect(received.sort()).toEqual([...batch, ...batch].sort());
});

test('a name that looks like another address mails nobody else', async () => {
  await mailTo('A <victim@example.org>, B', 'ann@example.com');
  expect(received).toEqual(['ann@example.com']);
});

test('connections that the server closed meanwhile are made again', async () => {
  await close();
  await listen(port);
  await mailTo('Ann', 'ann@example.com');
  expect(received).toEqual(['ann@example.com']);
});
