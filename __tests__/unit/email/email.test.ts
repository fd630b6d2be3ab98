import { sendEmail } from '../../../src/email/email.ts';
import type { Message } from '../../../src/email/messages.ts';
import type { SentMails } from '../../../src/email/sentMails.ts';
import { anOrder } from '../../given.ts';

const ledger = (): SentMails & { sent: Set<string>; released: string[] } => {
  const sent = new Set<string>();
  const released: string[] = [];
  return {
    sent,
    released,
    claim: async ({ mail }) => (sent.has(mail) ? 'ALREADY_SENT' : 'CLAIMED'),
    markSent: async ({ mail }) => void sent.add(mail),
    release: async ({ mail }) => void released.push(mail),
  };
};

const outbox = () => {
  const mails: (Message & { messageId: string })[] = [];
  return {
    mails,
    send: async (message: Message, messageId: string) => void mails.push({ ...message, messageId }),
  };
};

const facts = {
  ...anOrder({ orderId: 'the-order' }),
  transaction: 'DeliveryBooked' as const,
  deliveryTime: 1,
  decidedAt: 0,
};

beforeEach(() => {
  process.env['STOREFRONT_URL'] = 'https://shop.example';
});

describe('Sending a mail', () => {
  test('the same news twice is one mail; a changed delivery time is another', async () => {
    const { mails, send } = outbox();
    const email = sendEmail(ledger(), send, Date.now);
    expect(await email(facts)).toBe('SENT');
    expect(await email(facts)).toBe('ALREADY_SENT');
    expect(await email({ ...facts, deliveryTime: 2 })).toBe('SENT');
    expect(mails.map(({ messageId }) => messageId)).toEqual([
      '<the-order.DeliveryBooked.1@acmecorp.xyz>',
      '<the-order.DeliveryBooked.2@acmecorp.xyz>',
    ]);
  });

  test('a mail that another worker is sending is looked at again later', async () => {
    const { mails, send } = outbox();
    const busy: SentMails = { ...ledger(), claim: async () => 'BEING_SENT' };
    await expect(sendEmail(busy, send, Date.now)(facts)).rejects.toThrow('another worker');
    expect(mails).toEqual([]);
  });

  test('a mail that the server did not take is given back, so that the next try need not wait', async () => {
    const mails = ledger();
    const refuse = async () => Promise.reject(new Error('451 try later'));
    await expect(sendEmail(mails, refuse, Date.now)(facts)).rejects.toThrow('451');
    expect(mails.sent).toEqual(new Set());
    expect(mails.released).toEqual(['DeliveryBooked:1']);
  });
});
