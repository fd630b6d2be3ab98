import { NO_FAULTS, startSmtp } from '../../infra/local/mailbox/smtp.ts';
import { type Send, smtpSender } from '../../src/email/mailer.ts';
import { Outage } from '../../src/platform/outage.ts';
import { freePorts } from '../freePorts.ts';

const faults = { ...NO_FAULTS };
let received: string[] = [];
let server: Awaited<ReturnType<typeof startSmtp>>;
let port = 0;

const listen = async () => {
  server = await startSmtp(port, faults, ([to = '']) => received.push(to));
};

beforeAll(async () => {
  [port = 0] = await freePorts(1);
  process.env['SMTP_URL'] = `smtp://127.0.0.1:${port}`;
  await listen();
});

beforeEach(() => {
  received = [];
  Object.assign(faults, NO_FAULTS);
});

afterAll(() => server.stop());

const mailTo = (send: Send, address: string, name = 'Ann') =>
  send(
    { sender: 'ACME Corp.', to: { name, address }, subject: 'Thanks', text: 'Thanks', html: '<p>Thanks' },
    `<${address}>`,
  );

const recipients = () => received.toSorted();

const failureOf = async (sending: Promise<unknown>): Promise<Error> =>
  sending.then(
    () => new Error('it was sent'),
    (error: Error) => error,
  );

const aBatch = Array.from({ length: 10 }, (_, index) => `customer-${index}@example.com`);

const send = smtpSender();

describe('Mails travel', () => {
  test('ten at once over two connections, which the next ten use again', async () => {
    for (let round = 0; round < 2; round++) await Promise.all(aBatch.map((address) => mailTo(send, address)));
    expect(server.connections()).toBe(2);
    expect(recipients()).toEqual([...aBatch, ...aBatch].sort());
  });

  test('to nobody else when a name looks like another address', async () => {
    await mailTo(send, 'ann@example.com', 'A <victim@example.org>, B');
    expect(recipients()).toEqual(['ann@example.com']);
  });

  test('over new connections when the server has closed the old ones meanwhile', async () => {
    await server.stop();
    await listen();
    await mailTo(send, 'ann@example.com');
    expect(recipients()).toEqual(['ann@example.com']);
  });
});

describe('A mail server that is slow to answer', () => {
  test('gets one copy, though the answer takes longer than everything before may', async () => {
    faults.answerAfter = 900;
    const patient = smtpSender({ turn: 5000, handover: 500, answer: 5000 });
    await mailTo(patient, 'ann@example.com');
    expect(recipients()).toEqual(['ann@example.com']);
  });

  test('delays a batch, and does not fail it', async () => {
    faults.answerAfter = 200;
    await Promise.all(aBatch.map((address) => mailTo(send, address)));
    expect(recipients()).toEqual(aBatch);
  });

  test('leaves those behind that had no turn in time: they were not sent, the others are', async () => {
    faults.answerAfter = 1000;
    const hurried = smtpSender({ turn: 1500, handover: 500, answer: 5000 });
    const failures = await Promise.all(aBatch.map((address) => failureOf(mailTo(hurried, address))));
    const names = failures.map(({ message }) => message);
    expect(names.filter((name) => name === 'it was sent')).toHaveLength(4);
    expect(names.filter((name) => name === 'no turn within 1500 ms')).toHaveLength(6);
    expect(received).toHaveLength(4);
  });
});

describe('Perhaps sent is not the same as not sent', () => {
  test('when the connection breaks after the mail was handed over', async () => {
    faults.loseNext = 1;
    const failure = await failureOf(mailTo(send, 'ann@example.com'));
    expect(failure).toBeInstanceOf(Outage);
    expect(failure.name).toBe('PerhapsSent');
    expect(recipients()).toEqual(['ann@example.com']);
  });

  test('when the answer does not come in time; the next mail is not held up by it', async () => {
    faults.answerAfter = 2000;
    const hurried = smtpSender({ turn: 5000, handover: 1000, answer: 200 });
    expect((await failureOf(mailTo(hurried, 'ann@example.com'))).name).toBe('PerhapsSent');
    faults.answerAfter = 0;
    await mailTo(hurried, 'ben@example.com');
    expect(recipients()).toEqual(['ann@example.com', 'ben@example.com']);
  });

  test('but a mail to a server that never takes the connection was not sent', async () => {
    await server.stop();
    const failure = await failureOf(mailTo(send, 'ann@example.com'));
    await listen();
    expect([failure instanceof Outage, failure.name]).toEqual([true, 'Outage']);
    expect(received).toEqual([]);
  });

  test('nor was one to a server that takes a connection and says nothing', async () => {
    const { createServer } = await import('node:net');
    const silent = createServer();
    const [silentPort = 0] = await freePorts(1);
    await new Promise<void>((listening) => silent.listen(silentPort, '127.0.0.1', listening));
    process.env['SMTP_URL'] = `smtp://127.0.0.1:${silentPort}`;
    const failure = await failureOf(
      mailTo(smtpSender({ turn: 1000, handover: 300, answer: 20_000 }), 'ann@example.com'),
    );
    process.env['SMTP_URL'] = `smtp://127.0.0.1:${port}`;
    silent.close();
    expect(failure.name).toBe('Outage');
  });
});

describe('What the server says', () => {
  test('“later” is an outage that we wait for', async () => {
    faults.rejectNext = 1;
    expect((await failureOf(mailTo(send, 'ann@example.com'))).name).toBe('Outage');
    await mailTo(send, 'ann@example.com');
    expect(received).toHaveLength(1);
  });

  test('“nobody has this address” is final, and no reason to hang up on the others', async () => {
    faults.refuse = ['nobody@example.com'];
    const refused = failureOf(mailTo(send, 'nobody@example.com'));
    await mailTo(send, 'ann@example.com');
    expect(await refused).toMatchObject({ name: 'MailRefused', code: 550 });
    expect(recipients()).toEqual(['ann@example.com']);
  });
});
