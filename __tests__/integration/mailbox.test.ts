import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { startMailbox } from '../../infra/local/mailbox/mailbox.ts';
import type { Mail } from '../../infra/local/mailbox/mailParsing.ts';
import { freePorts } from '../freePorts.ts';
import { emptyFolder } from './localGiven.ts';

const FROM = { name: 'ACME', address: 'orders@acmecorp.xyz' };

const openMailbox = async (directory = emptyFolder()) => {
  const [smtpPort = 0, port = 0] = await freePorts(2);
  const mailbox = await startMailbox({ directory, smtpPort, port });
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, pool: true, ignoreTLS: true });
  const fetchFrom = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  return {
    directory,
    fetch: fetchFrom,
    send: (mail: SendMailOptions) => transport.sendMail({ from: FROM, ...mail }),
    list: async (query = '') => (await (await fetchFrom(`/api/email${query}`)).json()) as Mail[],
    count: async (query = '') =>
      ((await (await fetchFrom(`/api/email/count${query}`)).json()) as { count: number }).count,
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
    envelope: { from: { address: FROM.address }, to: [{ address: 'ann@example.com' }] },
  });
  expect(mail?.html?.trim()).toBe(html);
  expect(mail?.headers['message-id']).toBe(mail?.messageId);
  expect(Math.abs(Date.parse(mail!.time) - Date.now())).toBeLessThan(60_000);
});

test('mails are found by recipient and subject; one address is not mistaken for a longer one', async () => {
  await mailbox.send({ to: 'ann@example.com', subject: 'Thanks for your order' });
  await mailbox.send({ to: 'joann@example.com', subject: 'Thanks for your order' });
  await mailbox.send({ to: 'ann@example.com', subject: 'Ready for delivery' });

  expect(await mailbox.count()).toBe(3);
  expect(await mailbox.count('?to.address=Ann@example.com')).toBe(2);
  expect(await mailbox.count('?to.address=ann@example.com&subject=thanks')).toBe(1);
  expect((await mailbox.list('?subject=ready')).map(({ subject }) => subject)).toEqual([
    'Ready for delivery',
  ]);
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
  const bill = mail?.attachments.find(({ filename }) => filename === 'Rechnung März.txt');
  const answer = await mailbox.fetch(`/api/email/${mail?.id}/attachment/${bill?.generatedFileName}`);
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('Rechnung März.txt'));
  expect(await answer.text()).toBe('Grüße');
  expect(await (await mailbox.fetch(`/api/email/${mail?.id}/source`)).text()).toMatch(/^From: ACME/);
});

test('every mail that was accepted is there after a crash, and new ones come after them', async () => {
  for (const text of ['one', 'two']) await mailbox.send({ to: 'ann@example.com', text });
  const before = await mailbox.list();
  await mailbox.close();
  appendFileSync(join(mailbox.directory, 'mails'), '{"id":"zzzzzzzzzzzz","size":900}\nFrom: half a ma');

  mailbox = await openMailbox(mailbox.directory);
  await mailbox.send({ to: 'ann@example.com', text: 'three' });
  expect((await mailbox.list()).map(({ text }) => text.trim())).toEqual(['one', 'two', 'three']);
  expect((await mailbox.list()).slice(0, 2)).toEqual(before);
});

test('deleted mails stay deleted', async () => {
  for (const subject of ['one', 'two']) await mailbox.send({ to: 'ann@example.com', subject });
  const [first] = await mailbox.list();
  await mailbox.fetch(`/api/email/${first?.id}`, { method: 'DELETE' });
  await mailbox.close();

  mailbox = await openMailbox(mailbox.directory);
  expect((await mailbox.list()).map(({ subject }) => subject)).toEqual(['two']);
  expect((await mailbox.fetch(`/api/email/${first?.id}`)).status).toBe(404);
  await mailbox.fetch('/api/email/all', { method: 'DELETE' });
  expect(await mailbox.list()).toEqual([]);
});

test('a test can order temporary failures, after which mail is taken again', async () => {
  await mailbox.fetch('/faults', { method: 'POST', body: '{"rejectNext":1}' });

  const mail = { to: 'ann@example.com', subject: 'Thanks' };
  await expect(mailbox.send(mail)).rejects.toMatchObject({ responseCode: 451 });
  expect(await mailbox.count()).toBe(0);
  await mailbox.send(mail);
  expect(await mailbox.count()).toBe(1);
});

test('a hostile mail is shown as paper: it may run no script and reach nothing', async () => {
  await mailbox.send({ to: 'ann@example.com', subject: 'x', html: '<script>alert(1)</script>' });

  const [mail] = await mailbox.list();
  const policy = (await mailbox.fetch(`/api/email/${mail?.id}/html`)).headers.get('content-security-policy');
  expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/);
  expect(policy).not.toMatch(/script|allow-same-origin/);
  const page = await mailbox.fetch('/');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(await page.text()).toContain('<title>Mailbox</title>');
});
