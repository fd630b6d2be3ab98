import type { MailFacts } from '../../../src/email/facts.ts';
import type { Message } from '../../../src/email/messages.ts';
import { sendMail } from '../../../src/email/sendMail.ts';
import type { Mail, SentMails } from '../../../src/email/sentMails.ts';
import { MailRefused, PerhapsSent } from '../../../src/email/smtpFailure.ts';
import { isOutage, Outage } from '../../../src/platform/outage.ts';
import { anOrder, linesLogged } from '../../given.ts';

const aLedger = () => {
  const sent = new Set<string>();
  const noted: string[] = [];
  const note =
    (what: string) =>
    async ({ mail }: Mail) =>
      void noted.push(`${what} ${mail}`);
  const ledger: SentMails = {
    claim: async ({ mail }) => (sent.has(mail) ? 'ALREADY_SENT' : 'CLAIMED'),
    markSent: async ({ mail }) => void sent.add(mail),
    release: note('released'),
    hold: note('held'),
    markUndeliverable: async ({ mail }, code) => void noted.push(`undeliverable ${mail} ${code}`),
  };
  return { sent, noted, ledger };
};

const outbox = () => {
  const mails: (Message & { messageId: string })[] = [];
  return {
    mails,
    send: async (message: Message, messageId: string) => void mails.push({ ...message, messageId }),
  };
};

const facts: MailFacts = {
  ...anOrder({ orderId: 'the-order' }),
  transaction: 'DeliveryBooked',
  deliveryTime: 1,
  decidedAt: 0,
};

const refund: MailFacts = {
  ...anOrder({ orderId: 'the-order' }),
  transaction: 'OrderRefunded',
  refundId: 'r-1',
  lines: [],
  localAmount: 1,
  isInvoiced: false,
};

let logged: ReturnType<typeof linesLogged>;

beforeEach(() => {
  process.env['STOREFRONT_URL'] = 'https://shop.example';
  logged = linesLogged();
});

describe('Sending a mail', () => {
  test('the same news twice is one mail; a changed delivery time and each refund is another', async () => {
    const { mails, send } = outbox();
    const email = sendMail(aLedger().ledger, send, Date.now);
    expect(await email(facts)).toBe('SENT');
    expect(await email(facts)).toBe('ALREADY_SENT');
    expect(await email({ ...facts, deliveryTime: 2 })).toBe('SENT');
    expect(await email(refund)).toBe('SENT');
    expect(mails.map(({ messageId }) => messageId)).toEqual([
      '<the-order.DeliveryBooked.1@acmecorp.xyz>',
      '<the-order.DeliveryBooked.2@acmecorp.xyz>',
      '<the-order.OrderRefunded.r-1@acmecorp.xyz>',
    ]);
  });

  test('a mail that left is noted as sent though the ledger is out of reach for a moment, so that it is not sent again', async () => {
    const { mails, send } = outbox();
    const { ledger, sent } = aLedger();
    let failures = 2;
    const shaky: SentMails = {
      ...ledger,
      markSent: async (mail) =>
        failures-- > 0 ? Promise.reject(new Outage('out of reach')) : ledger.markSent(mail),
    };
    expect(await sendMail(shaky, send, Date.now, [1, 1])(facts)).toBe('SENT');
    expect([mails.length, sent.size]).toEqual([1, 1]);
    failures = 3;
    const other = { ...facts, deliveryTime: 2 };
    await expect(sendMail(shaky, send, Date.now, [1, 1])(other)).rejects.toBeInstanceOf(Outage);
  });

  test('a mail that another worker is sending is waited for like an outage', async () => {
    const { mails, send } = outbox();
    const busy: SentMails = { ...aLedger().ledger, claim: async () => 'BEING_SENT' };
    const failure: unknown = await sendMail(busy, send, Date.now)(facts).catch((error: unknown) => error);
    expect(isOutage(failure)).toBe(true);
    expect(mails).toEqual([]);
  });

  test.each(['OBSOLETE', 'CAPPED', 'UNDELIVERABLE', 'UNCONFIRMED'] as const)(
    'one that is %s is not sent, and its message has done its duty',
    async (outcome) => {
      const { mails, send } = outbox();
      const ledger: SentMails = { ...aLedger().ledger, claim: async () => outcome };
      expect(await sendMail(ledger, send, Date.now)(facts)).toBe(outcome);
      expect(mails).toEqual([]);
    },
  );

  test('one that was capped is counted, so that somebody looks', async () => {
    const ledger: SentMails = { ...aLedger().ledger, claim: async () => 'CAPPED' };
    await sendMail(ledger, outbox().send, Date.now)(facts);
    expect(logged()).toEqual([expect.objectContaining({ level: 'WARN', MailsCapped: 1 })]);
  });
});

describe('A mail that was not sent', () => {
  const failing = async (error: Error) => {
    const { sent, noted, ledger } = aLedger();
    const result = await sendMail(
      ledger,
      () => Promise.reject(error),
      Date.now,
    )(facts).catch((failure: unknown) => failure);
    return { result, noted, sent };
  };

  test('is given back when the server is down, so that the next try need not wait', async () => {
    const outage = new Outage('451 try later');
    expect(await failing(outage)).toEqual({
      result: outage,
      noted: ['released DeliveryBooked:1'],
      sent: new Set(),
    });
  });

  test('or perhaps was, keeps its claim, so that the next try waits', async () => {
    const doubt = new PerhapsSent('no answer');
    expect(await failing(doubt)).toEqual({
      result: doubt,
      noted: ['held DeliveryBooked:1'],
      sent: new Set(),
    });
  });

  test('because nobody has that address ends so, is counted, and names nobody', async () => {
    const { result, noted, sent } = await failing(new MailRefused(550));
    expect([result, noted, sent.size]).toEqual(['UNDELIVERABLE', ['undeliverable DeliveryBooked:1 550'], 0]);
    expect(logged()).toEqual([expect.objectContaining({ level: 'WARN', code: 550, MailsUndeliverable: 1 })]);
    expect(JSON.stringify(logged())).not.toContain('ann@example.com');
  });
});

test('who is written to is told to the ledger as a hash, the same however the address is spelt', async () => {
  const claimed: Mail[] = [];
  const { ledger } = aLedger();
  const watching: SentMails = {
    ...ledger,
    claim: async (mail) => {
      claimed.push(mail);
      return 'OBSOLETE';
    },
  };
  for (const email of ['ann@example.com', 'Ann@Example.com', 'ben@example.com'])
    await sendMail(watching, outbox().send, Date.now)({ ...facts, email });
  const [ann, sameAnn, ben] = claimed.map(({ recipient }) => recipient);
  expect(ann).toMatch(/^[0-9a-f]{64}$/);
  expect([sameAnn === ann, ben === ann]).toEqual([true, false]);
});

test('an operator who insists is passed on to the ledger; an event never insists', async () => {
  const insisted: boolean[] = [];
  const watching: SentMails = {
    ...aLedger().ledger,
    claim: async ({ isInsisted }) => {
      insisted.push(isInsisted);
      return 'OBSOLETE';
    },
  };
  const email = sendMail(watching, outbox().send, Date.now);
  await email(facts);
  await email(facts, { isInsisted: true });
  expect(insisted).toEqual([false, true]);
});
