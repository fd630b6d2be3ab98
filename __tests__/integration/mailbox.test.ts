import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { startMailbox } from '../../infra/local/mailbox/mailbox.ts';
import type { Mail } from '../../infra/local/mailbox/mails.ts';
import { freePorts } from '../freePorts.ts';
import { emptyFolder } from './localGiven.ts';

const FROM = { name: 'ACME', address: 'orders@acmecorp.xyz' };

const openMailbox = async (directory = emptyFolder()) => {
  const [smtpPort = 0, port = 0] = await freePorts(2);
  const place = { directory, smtpPort, port };
  const mailbox = await startMailbox(place);
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, pool: true, ignoreTLS: true });
  const fetchFrom = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  return {
    place,
    fetch: fetchFrom,
    send: (mail: SendMailOptions) => transport.sendMail({ from: FROM, ...mail }),
    list: async (query = '') => (await (await fetchFrom(`/api/email${query}`)).json()) as Mail[],
    server: mailbox.server,
    stop: () => mailbox.stop(),
    hangUp: () => transport.close(),
    close: async () => {
      transport.close();
      await mailbox.stop();
    },
  };
};

let mailbox: Awaited<ReturnType<typeof openMailbox>>;
beforeEach(async () => {
  mailbox = await openMailbox();
});
afterEach(() => mailbox.close());

test('a mail can be read as it was written, in any language', async () => {
  const name = `Ann "Annie" O'Hara 🌱 שלום`;
  const html = '<p>¡Tu pedido está listo!</p>';
  await mailbox.send({
    to: { name, address: 'ann@example.com' },
    subject: 'Año nuevo 🎍',
    text: 'Añil',
    html,
  });

  const [mail] = await mailbox.list();
  expect(mail).toMatchObject({
    subject: 'Año nuevo 🎍',
    from: [FROM],
    to: [{ name, address: 'ann@example.com' }],
    text: 'Añil\n',
    recipients: ['ann@example.com'],
  });
  expect(mail?.html?.trim()).toBe(html);
  expect(mail?.messageId).toMatch(/^<.+>$/);
  expect(Math.abs(Date.parse(mail!.time) - Date.now())).toBeLessThan(60_000);
});

test('mails are found by recipient, and one address is not mistaken for a longer one', async () => {
  await mailbox.send({ to: 'ann@example.com', subject: 'Thanks for your order' });
  await mailbox.send({ to: 'joann@example.com', subject: 'Thanks for your order' });
  await mailbox.send({ to: ['ben@example.com', 'ann@example.com'], subject: 'Ready for delivery' });

  expect(await mailbox.list()).toHaveLength(3);
  const toAnn = await mailbox.list('?to.address=Ann@example.com');
  expect(toAnn.map(({ subject }) => subject)).toEqual(['Thanks for your order', 'Ready for delivery']);
  const page = await (await mailbox.fetch('/?search=joann')).text();
  expect(page.match(/<li>/g)).toHaveLength(1);
  expect(page).toContain('3 mails');
});

test('an invitation and attachments can be downloaded, and the source is what was sent', async () => {
  const invitation = {
    method: 'PUBLISH',
    filename: 'delivery.ics',
    content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR',
  };
  const attachments = [{ filename: 'Rechnung März.txt', content: 'Grüße' }];
  await mailbox.send({ to: 'ann@example.com', subject: 'Booked', icalEvent: invitation, attachments });

  const [mail] = await mailbox.list();
  expect(mail?.calendar).toContain('BEGIN:VCALENDAR');
  const bill = mail?.attachments.findIndex(({ filename }) => filename === 'Rechnung März.txt');
  const answer = await mailbox.fetch(`/mail/${mail?.id}/attachment/${bill}`);
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('Rechnung März.txt'));
  expect(await answer.text()).toBe('Grüße');
  expect(await (await mailbox.fetch(`/mail/${mail?.id}/source`)).text()).toMatch(/^From: ACME/);
  expect((await mailbox.fetch('/mail/999')).status).toBe(404);
});

test('every mail that was accepted is there after a kill -9, and new ones come after them', async () => {
  const script = `
    const { startMailbox } = await import(${JSON.stringify(resolve('infra/local/mailbox/mailbox.ts'))});
    await startMailbox(${JSON.stringify(mailbox.place)});
    console.log('ready');`;
  await mailbox.stop();
  const killed = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(killed.stdout, 'data');
  for (const text of ['one', 'two']) await mailbox.send({ to: 'ann@example.com', text });
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  mailbox.hangUp();

  mailbox = await openMailbox(mailbox.place.directory);
  await mailbox.send({ to: 'ann@example.com', text: 'three' });
  expect((await mailbox.list()).map(({ text }) => text.trim())).toEqual(['one', 'two', 'three']);
});

test('its server can be killed and started again; meanwhile what came before can be read', async () => {
  const mail = { to: 'ann@example.com', text: 'Hello' };
  await mailbox.send(mail);
  await mailbox.server.turn('down');
  await expect(mailbox.send(mail)).rejects.toThrow();
  expect(await mailbox.list()).toHaveLength(1);
  await mailbox.server.turn('up');
  await mailbox.send(mail);
  expect(await mailbox.list()).toHaveLength(2);
});

test('a test can order temporary failures, after which mail is taken again', async () => {
  await mailbox.fetch('/faults', { method: 'POST', body: '{"rejectNext":1}' });

  const mail = { to: 'ann@example.com', subject: 'Thanks' };
  await expect(mailbox.send(mail)).rejects.toMatchObject({ responseCode: 451 });
  expect(await mailbox.list()).toEqual([]);
  await mailbox.send(mail);
  expect(await mailbox.list()).toHaveLength(1);
});

test('a test can order an address that nobody has, and is told of an order that makes no sense', async () => {
  const order = (faults: object) =>
    mailbox.fetch('/faults', { method: 'POST', body: JSON.stringify(faults) });
  expect(await (await order({ refuse: ['nobody@example.com'] })).json()).toMatchObject({ rejectNext: 0 });
  const refused = mailbox.send({ to: 'nobody@example.com', subject: 'Thanks' });
  await expect(refused).rejects.toMatchObject({ responseCode: 550, command: 'RCPT TO' });
  for (const nonsense of [{ answerAfter: -1 }, { rejectNxt: 1 }])
    expect((await order(nonsense)).status).toBe(400);
});

test('a hostile mail is shown as paper: it may run no script and reach nothing', async () => {
  const script = '<script>alert(1)</script>';
  await mailbox.send({ to: 'ann@example.com', subject: script, html: script });

  const [mail] = await mailbox.list();
  const policy = (await mailbox.fetch(`/mail/${mail?.id}/html`)).headers.get('content-security-policy');
  expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/);
  expect(policy).not.toMatch(/script|allow-same-origin/);
  for (const path of ['/', `/mail/${mail?.id}`]) {
    const page = await mailbox.fetch(path);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/);
    const html = await page.text();
    expect(html).toContain('&#60;script&#62;');
    expect(html).not.toContain(script);
  }
});
