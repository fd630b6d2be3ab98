import { NO_FAULTS, startSmtp } from '../../infra/local/mailbox/smtp.ts';
import type { MailFacts } from '../../src/email/facts.ts';
import { smtpSender } from '../../src/email/mailer.ts';
import { sendMail } from '../../src/email/sendMail.ts';
import type { Claim, Mail, SentMails } from '../../src/email/sentMails.ts';
import { isOutage } from '../../src/platform/outage.ts';
import { sql } from '../../src/platform/rdsData.ts';
import { anOrder } from '../given.ts';
import { freePorts } from '../freePorts.ts';
import { type aDatabase, aMigratedDatabase } from './databaseGiven.ts';
import { aDeliveryTime, aShop, count, times } from './storeGiven.ts';

// The real ledger, the real SMTP client and a real SMTP server; only Lambda and its batches are missing in between.

const faults = { ...NO_FAULTS };
let received: string[] = [];
let database: Awaited<ReturnType<typeof aDatabase>>;
let server: Awaited<ReturnType<typeof startSmtp>>;
let shop: ReturnType<typeof aShop>;

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const [port = 0] = await freePorts(1);
  Object.assign(process.env, {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    STOREFRONT_URL: 'https://shop.example',
  });
  server = await startSmtp(port, faults, (_, raw) =>
    received.push(/^Message-ID:\s+(\S+)/m.exec(raw.toString())?.[1] ?? ''),
  );
  database = await aMigratedDatabase();
});

afterAll(async () => {
  await server.stop();
  await database.stop();
});

beforeEach(() => {
  received = [];
  Object.assign(faults, NO_FAULTS);
  shop = aShop();
});

const keyOf = ({ orderId, mail }: Mail) => ({ orderId, mail });

const ledger = (): SentMails => {
  const { Mutation } = shop.aService();
  return {
    claim: async (mail) =>
      (await Mutation.claimEmails(null, { mails: [mail], seconds: 95, most: 50 }))[0]!.outcome as Claim,
    markSent: async (mail) => void (await Mutation.markEmailsSent(null, { mails: [keyOf(mail)] })),
    release: async (mail) => void (await Mutation.releaseEmails(null, { mails: [keyOf(mail)] })),
    hold: async (mail) => void (await Mutation.holdEmails(null, { mails: [keyOf(mail)], seconds: 900 })),
    markUndeliverable: async (mail, code) =>
      void (await Mutation.markEmailsUndeliverable(null, { mails: [{ ...keyOf(mail), code }] })),
  };
};

const aSender = (patience = { turn: 5000, handover: 2000, answer: 5000 }) => {
  const send = sendMail(ledger(), smtpSender(patience), Date.now);
  return (facts: MailFacts) =>
    send(facts).catch((error: unknown) => (isOutage(error) ? 'again later' : `poison: ${String(error)}`));
};

const ready = (orderId: string): MailFacts => ({ ...anOrder({ orderId }), transaction: 'OrderDeliverable' });

const quarterOfAnHour = (orderId: string) =>
  sql(
    `update email_ledger set claimed_until = claimed_until - interval '15 minutes' where order_id = :orderId::uuid`,
    {
      orderId,
    },
  );

test('One mail that reaches ten workers at once is sent once; the others look again later', async () => {
  const orderId = await shop.aStockedOrder();
  faults.answerAfter = 300;
  const results = await times(10, () => aSender()(ready(orderId)));
  expect(count(results)).toEqual({ SENT: 1, 'again later': 9 });
  expect(received).toEqual([`<${orderId}.OrderDeliverable@acmecorp.xyz>`]);
});

test('A server that answers too late has one copy, also after more tries; a second comes after a quarter of an hour', async () => {
  const orderId = await shop.aStockedOrder();
  const email = aSender({ turn: 5000, handover: 2000, answer: 200 });
  faults.answerAfter = 1000;
  for (let tries = 0; tries < 3; tries++) expect(await email(ready(orderId))).toBe('again later');
  expect(received).toHaveLength(1);

  await quarterOfAnHour(orderId);
  expect(await email(ready(orderId))).toBe('again later');
  await quarterOfAnHour(orderId);
  expect(await email(ready(orderId))).toBe('UNCONFIRMED');
  const messageId = `<${orderId}.OrderDeliverable@acmecorp.xyz>`;
  expect(received).toEqual([messageId, messageId]);
});

test('A server that is down keeps a mail waiting, which leaves at the first try after it', async () => {
  const orderId = await shop.aStockedOrder();
  const email = aSender();
  faults.rejectNext = 2;
  expect(await email(ready(orderId))).toBe('again later');
  expect(await email(ready(orderId))).toBe('again later');
  expect(await email(ready(orderId))).toBe('SENT');
  expect(received).toHaveLength(1);
});

test('An address that nobody has costs one try', async () => {
  const orderId = await shop.aStockedOrder();
  const email = aSender();
  faults.refuse = ['ann@example.com'];
  expect(await email(ready(orderId))).toBe('UNDELIVERABLE');
  faults.refuse = [];
  expect(await email(ready(orderId))).toBe('UNDELIVERABLE');
  expect(received).toEqual([]);
});

test('Mails that were kept by an outage and are no longer true when it ends are not sent', async () => {
  const orderId = await shop.aStockedOrder();
  const [deliveryTime, later] = [aDeliveryTime(), aDeliveryTime()];
  const booked = (time: number): MailFacts => ({
    ...anOrder({ orderId }),
    transaction: 'DeliveryBooked',
    deliveryTime: time,
    decidedAt: Date.now(),
  });
  const email = aSender();
  faults.rejectNext = 2;
  expect(await email(ready(orderId))).toBe('again later');
  await shop.book({ orderId, deliveryTime });
  expect(await email(booked(deliveryTime))).toBe('again later');
  await shop.book({ orderId, deliveryTime: later, replaces: deliveryTime });
  const results = [];
  for (const facts of [booked(later), booked(deliveryTime), ready(orderId)]) results.push(await email(facts));
  expect(results).toEqual(['SENT', 'OBSOLETE', 'OBSOLETE']);
  expect(received).toEqual([`<${orderId}.DeliveryBooked.${later}@acmecorp.xyz>`]);
});
