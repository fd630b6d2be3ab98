import { randomUUID } from 'node:crypto';
import { sql } from '../../src/platform/rdsData.ts';
import type { MailInput } from '../../src/platform/databaseSchema.ts';
import { withMigratedDatabase } from './databaseGiven.ts';
import { aDeliveryTime, aShop, count, times } from './storeGiven.ts';
import { anOrder } from '../given.ts';

const MOST = 5;
const DAY = 24 * 3_600_000;

withMigratedDatabase();

let shop: ReturnType<typeof aShop>;

beforeEach(() => {
  shop = aShop();
});

const aMail = (changes: Partial<MailInput> = {}): MailInput => ({
  orderId: randomUUID(),
  mail: 'OrderCreated',
  messageId: '<1@acmecorp.xyz>',
  recipient: randomUUID(),
  ...changes,
});

const claims = async (mails: MailInput[], seconds = 60) =>
  (await shop.aService().Mutation.claimEmails(null, { mails, seconds, most: MOST })).map(
    ({ outcome }) => outcome,
  );

const claim = async (mail: MailInput) => (await claims([mail]))[0];

const stateOf = async ({ orderId, mail }: MailInput) => {
  const mails = await shop.service.Order.emails({ orderId });
  return mails.find((each) => each.mail === mail);
};

/** Lets time pass for a claim. */
const pass = (seconds: number, { orderId }: MailInput) =>
  sql(
    `update email_ledger set claimed_until = claimed_until - make_interval(secs => :seconds) where order_id = :orderId::uuid`,
    {
      orderId,
      seconds,
    },
  );

const cancel = (orderId: string) =>
  sql(`update orders set status = 'CANCELLED' where id = :orderId::uuid`, { orderId });

const hold = (mail: MailInput) =>
  shop.service.Mutation.holdEmails(null, {
    mails: [{ orderId: mail.orderId, mail: mail.mail }],
    seconds: 900,
  });

const markUndeliverable = ({ orderId, mail }: MailInput) =>
  shop.service.Mutation.markEmailsUndeliverable(null, { mails: [{ orderId, mail, code: 550 }] });

describe('A mail', () => {
  test('is claimed by one worker; when that one dies, by another; once sent, by nobody', async () => {
    const mail = aMail();
    expect(count(await times(20, () => claim(mail)))).toEqual({ CLAIMED: 1, BEING_SENT: 19 });
    await pass(61, mail);
    expect(await claim(mail)).toBe('CLAIMED');
    await shop.service.Mutation.markEmailsSent(null, { mails: [mail] });
    await pass(61, mail);
    expect(await claim(mail)).toBe('ALREADY_SENT');
  });

  test('whose claim was heard and whose answer was lost is claimed by the same worker’s second try, and by no other', async () => {
    const mail = { ...aMail(), claim: randomUUID() };
    expect([await claim(mail), await claim(mail)]).toEqual(['CLAIMED', 'CLAIMED']);
    expect(await claim({ ...mail, claim: randomUUID() })).toBe('BEING_SENT');
    await hold(mail);
    expect(await claim(mail)).toBe('BEING_SENT');
  });

  test('that was perhaps sent is left alone for a quarter of an hour, tried once more, and never again', async () => {
    const mail = aMail();
    expect(await claim(mail)).toBe('CLAIMED');
    await hold(mail);
    await pass(899, mail);
    expect(await claim(mail)).toBe('BEING_SENT');
    await pass(1, mail);
    expect(await claim(mail)).toBe('CLAIMED');
    await hold(mail);
    await pass(DAY, mail);
    expect(await claim(mail)).toBe('UNCONFIRMED');
    expect(await stateOf(mail)).toMatchObject({ state: 'UNCONFIRMED', sentAt: null });
  });

  test('that the server refuses for good ends so, and says why; only an operator who insists has it tried again', async () => {
    const mail = aMail();
    await claim(mail);
    await markUndeliverable(mail);
    expect(await claim(mail)).toBe('UNDELIVERABLE');
    expect(await stateOf(mail)).toMatchObject({ state: 'UNDELIVERABLE', serverCode: 550 });
    expect(await claim({ ...mail, recipient: randomUUID() })).toBe('UNDELIVERABLE');
    expect(await claim({ ...mail, isInsisted: true })).toBe('CLAIMED');
    expect(await stateOf(mail)).toMatchObject({ state: 'WAITING', serverCode: null });
  });
});

describe('A mail that is no longer true', () => {
  test.each(['OrderCreated', 'OrderDeliverable', 'DeliveryBooked:1'])(
    'is %s for an order that was cancelled; its cancellation and its refunds are still told',
    async (name) => {
      const orderId = await shop.aStockedOrder();
      await cancel(orderId);
      expect(await claim(aMail({ orderId, mail: name }))).toBe('OBSOLETE');
      expect(await claim(aMail({ orderId, mail: 'OrderCancelled' }))).toBe('CLAIMED');
      expect(await claim(aMail({ orderId, mail: `OrderRefunded:${randomUUID()}` }))).toBe('CLAIMED');
    },
  );

  test('is the booking of a time that the customer has changed; the booking of the new time is told', async () => {
    const [deliveryTime, later] = [aDeliveryTime(), aDeliveryTime()];
    const orderId = await shop.aStockedOrder();
    await shop.book({ orderId, deliveryTime });
    await shop.book({ orderId, deliveryTime: later, replaces: deliveryTime });
    expect(await claim(aMail({ orderId, mail: `DeliveryBooked:${deliveryTime}` }))).toBe('OBSOLETE');
    expect(await claim(aMail({ orderId, mail: `DeliveryBooked:${later}` }))).toBe('CLAIMED');
  });

  test('is “please choose a time” after the booking, also when it comes back from the dead letters', async () => {
    const orderId = await shop.aStockedOrder();
    const mail = aMail({ orderId, mail: 'OrderDeliverable' });
    expect(await claim(mail)).toBe('CLAIMED');
    await shop.service.Mutation.releaseEmails(null, { mails: [mail] });
    await shop.book({ orderId, deliveryTime: aDeliveryTime() });
    expect(await claim(mail)).toBe('OBSOLETE');
    expect(await stateOf(mail)).toMatchObject({ state: 'OBSOLETE', sentAt: null });
  });

  test('is not one whose order is not stored yet: thanks come first', async () => {
    expect(await claim(aMail())).toBe('CLAIMED');
  });

  test('is found so in the middle of others', async () => {
    const [cancelled, open] = [await shop.aStockedOrder(), await shop.aStockedOrder()];
    await cancel(cancelled);
    const mails = [cancelled, open].map((orderId) => aMail({ orderId, mail: 'OrderDeliverable' }));
    expect(await claims(mails)).toEqual(['OBSOLETE', 'CLAIMED']);
  });
});

describe('One recipient', () => {
  test('gets so many mails within a day, in one batch or in many, and the next day more', async () => {
    const recipient = randomUUID();
    const mails = Array.from({ length: MOST + 2 }, () => aMail({ recipient }));
    expect(count(await claims(mails))).toEqual({ CLAIMED: MOST, CAPPED: 2 });
    const oneMore = aMail({ recipient });
    expect(await claim(oneMore)).toBe('CAPPED');
    expect(await stateOf(oneMore)).toMatchObject({ state: 'CAPPED', sentAt: null });
    expect(await claim(aMail())).toBe('CLAIMED');
    expect(await claim(aMail({ recipient, isInsisted: true }))).toBe('CLAIMED');
    await sql(
      `update email_ledger set claimed_at = claimed_at - interval '25 hours' where recipient = :recipient`,
      {
        recipient,
      },
    );
    expect(await claim(oneMore)).toBe('CLAIMED');
  });

  test('who had enough still gets what is tried again', async () => {
    const recipient = randomUUID();
    const mails = Array.from({ length: MOST }, () => aMail({ recipient }));
    expect(count(await claims(mails))).toEqual({ CLAIMED: MOST });
    await shop.service.Mutation.releaseEmails(null, { mails });
    expect(count(await claims(mails))).toEqual({ CLAIMED: MOST });
  });

  test('does not use up the day with mails that are not sent', async () => {
    const recipient = randomUUID();
    const orderId = await shop.aStockedOrder();
    await cancel(orderId);
    const obsolete = [1, 2, 3, 4, 5, 6].map((time) =>
      aMail({ orderId, recipient, mail: `DeliveryBooked:${time}` }),
    );
    for (const mail of obsolete) expect(await claim(mail)).toBe('OBSOLETE');
    expect(await claim(aMail({ recipient }))).toBe('CLAIMED');
  });
});

test('an order that is placed tells what its thanks need', async () => {
  const order = anOrder();
  await shop.place(order);
  expect(shop.bus.announced.find(({ detail }) => detail.orderId === order.orderId)?.detail).toMatchObject({
    market: 'US',
    localPrice: 45000,
  });
});
