import type { StuckEvent } from '../../src/platform/databaseSchema.ts';
import { sql } from '../../src/platform/rdsData.ts';
import { anOrder } from '../given.ts';
import { aWatchedShop, LIMIT, SETTLE, withoutOrders } from './watchdogGiven.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

withoutOrders();

let shop: ReturnType<typeof aWatchedShop>;

beforeEach(() => {
  shop = aWatchedShop();
});

/** Lets time pass for everything that the watchdog looks at. */
const pass = (seconds: number) =>
  sql(
    `update outbox set created_at = created_at - make_interval(secs => :seconds),
       remind_at = remind_at - make_interval(secs => :seconds), checked_at = checked_at - make_interval(secs => :seconds)`,
    { seconds },
  );

const anUnthankedOrder = async () => {
  const order = anOrder();
  await shop.service.Mutation.placeOrders(null, { orders: [order] });
  return order.orderId;
};

const move = (id: string, status: 'STOCKED' | 'DELIVERY_BOOKED') =>
  shop.service.Mutation.updateOrderStatus(null, {
    change: { orderId: id, fact: status === 'STOCKED' ? 'StockCreated' : 'DeliveryBooked' },
  });

/** What finance and payment do with a placed order. */
const enterInBooks = async (orderId: string) => {
  await shop.service.Mutation.recordLedgerEntries(null, {
    entries: [{ orderId, amount: 45000, reference: 'r' }],
  });
  await sql(`${SETTLE} where order_id = :orderId::uuid`, { orderId });
};

const sendMail = async (orderId: string, mail: string) => {
  const mails = [{ orderId, mail, messageId: '<1@acmecorp.xyz>' }];
  await shop.service.Mutation.claimEmails(null, { mails, seconds: 60, most: 50 });
  await shop.service.Mutation.markEmailsSent(null, { mails });
};

const aPlacedOrder = async () => {
  const orderId = await anUnthankedOrder();
  await sendMail(orderId, 'OrderCreated');
  return orderId;
};

/** A cancelled order owes nothing, and payment has settled that. */
const cancel = async (orderId: string) => {
  await sql(`update orders set status = 'CANCELLED' where id = :orderId::uuid`, { orderId });
  await sql('update settlements set settled_due = 0 where order_id = :orderId::uuid', { orderId });
};

const aStockedOrder = async () => {
  const orderId = await aPlacedOrder();
  await enterInBooks(orderId);
  await move(orderId, 'STOCKED');
  return orderId;
};

const deliveryTime = Date.now() + 3 * DAY * 1000;

const aBookedOrder = async () => {
  const orderId = await aStockedOrder();
  await sendMail(orderId, 'OrderDeliverable');
  await shop.service.Mutation.addDeliveryDataToOrder(null, { deliveryData: { orderId, deliveryTime } });
  return orderId;
};

const eventsOf = (events: StuckEvent[]) => events.map(({ subjectId, event }) => `${event} of ${subjectId}`);

describe('An order is stuck', () => {
  test('when its stock has not arrived in time: OrderPlaced is announced again, with the same id', async () => {
    const orderId = await aPlacedOrder();
    await enterInBooks(orderId);
    expect(await shop.remind()).toMatchObject({ stuck: 0, events: [] });
    await pass(LIMIT);
    expect(await shop.remind()).toMatchObject({
      stuck: 1,
      events: [
        {
          subject: 'order',
          subjectId: orderId,
          event: 'OrderPlaced',
          correlationId: 'correlation-1',
          reminders: 1,
          remindedNow: true,
        },
      ],
    });
    const [first, again] = shop.bus.announced.map(({ name, detail }) => [name, detail.metadata.eventId]);
    expect(again).toEqual(first);
  });

  test('when it is not in the books, though its stock is there', async () => {
    const orderId = await aPlacedOrder();
    await move(orderId, 'STOCKED');
    await sendMail(orderId, 'OrderDeliverable');
    await pass(LIMIT);
    expect(eventsOf((await shop.remind()).events)).toEqual([`OrderPlaced of ${orderId}`]);
    expect(shop.bus.of(orderId)).toEqual(['OrderPlaced', 'OrderDeliverable', 'OrderPlaced']);
  });

  test('when the customer was not told that it is ready; but not when it was booked without that mail', async () => {
    const [told, untold, booked] = [await aStockedOrder(), await aStockedOrder(), await aStockedOrder()];
    await sendMail(told, 'OrderDeliverable');
    await shop.service.Mutation.addDeliveryDataToOrder(null, {
      deliveryData: { orderId: booked, deliveryTime },
    });
    await sendMail(booked, `DeliveryBooked:${deliveryTime}`);
    await move(booked, 'DELIVERY_BOOKED');
    await pass(LIMIT);
    expect(eventsOf((await shop.remind()).events)).toEqual([`OrderDeliverable of ${untold}`]);
  });

  test('when nobody thanked for it; but not when it was cancelled without that mail', async () => {
    const [unthanked, cancelled] = [await anUnthankedOrder(), await anUnthankedOrder()];
    for (const orderId of [unthanked, cancelled]) {
      await enterInBooks(orderId);
      await move(orderId, 'STOCKED');
      await sendMail(orderId, 'OrderDeliverable');
    }
    await cancel(cancelled);
    await pass(LIMIT);
    expect(eventsOf((await shop.remind()).events)).toEqual([`OrderPlaced of ${unthanked}`]);
    await sendMail(unthanked, 'OrderCreated');
    expect(await shop.remind()).toMatchObject({ stuck: 0, events: [] });
  });

  test('not when a mail can’t be delivered, or is no longer true: a person looks, the watchdog does not', async () => {
    const [nobody, cancelled] = [await aStockedOrder(), await aStockedOrder()];
    const mail = { orderId: nobody, mail: 'OrderDeliverable' };
    const mails = [{ ...mail, messageId: '<1@acmecorp.xyz>' }];
    await shop.service.Mutation.claimEmails(null, { mails, seconds: 60, most: 50 });
    await shop.service.Mutation.markEmailsUndeliverable(null, { mails: [{ ...mail, code: 550 }] });
    await cancel(cancelled);
    await pass(LIMIT);
    expect(await shop.remind()).toMatchObject({ stuck: 0, events: [] });
  });

  test('when its booking has not moved it, or the mail about it was not sent', async () => {
    const [unmoved, untold, fine] = [await aBookedOrder(), await aBookedOrder(), await aBookedOrder()];
    await sendMail(unmoved, `DeliveryBooked:${deliveryTime}`);
    await move(untold, 'DELIVERY_BOOKED');
    await sendMail(fine, `DeliveryBooked:${deliveryTime}`);
    await move(fine, 'DELIVERY_BOOKED');
    await pass(LIMIT);
    expect(eventsOf((await shop.remind()).events).sort()).toEqual(
      [`DeliveryBooked of ${unmoved}`, `DeliveryBooked of ${untold}`].sort(),
    );
  });

  test('no longer when the customer has changed the booking that nobody heard of', async () => {
    const orderId = await aBookedOrder();
    const later = deliveryTime + DAY * 1000;
    const change = { orderId, deliveryTime: later, replaces: deliveryTime };
    await shop.service.Mutation.addDeliveryDataToOrder(null, { deliveryData: change });
    await move(orderId, 'DELIVERY_BOOKED');
    await sendMail(orderId, `DeliveryBooked:${later}`);
    await pass(LIMIT);
    expect(await shop.remind()).toMatchObject({ stuck: 0, events: [] });
  });

  test('and no longer as soon as it is mended, whoever did it', async () => {
    const orderId = await aPlacedOrder();
    await enterInBooks(orderId);
    await pass(LIMIT);
    expect(await shop.remind()).toMatchObject({ stuck: 1 });
    await move(orderId, 'STOCKED');
    expect(await shop.remind()).toMatchObject({ stuck: 0, events: [] });
  });
});

describe('Reminding', () => {
  test('waits twice as long each time, stops after the last, and goes on counting the order', async () => {
    await aPlacedOrder();
    await pass(LIMIT);
    const said: number[] = [];
    for (let minutes = 0; minutes < 120; minutes += 5) {
      const { stuck, events } = await shop.remind();
      expect(stuck).toBe(1);
      if (events[0]?.remindedNow) said.push(minutes + LIMIT / MINUTE);
      await pass(5 * MINUTE);
    }
    expect(said).toEqual([10, 30, 70]);
  });

  test('is bounded, the longest waiting first; two watchdogs at once do no harm', async () => {
    for (let index = 0; index < 12; index++) await aPlacedOrder();
    await pass(LIMIT);
    const { stuck, events } = await shop.remind({ atOnce: 5 });
    expect([stuck, events.length, shop.bus.announced.length]).toEqual([12, 5, 17]);
    await Promise.all([1, 2, 3].map(() => shop.remind({}, shop.aService())));
    expect(new Set(shop.bus.announced.slice(12).map(({ detail }) => detail.orderId)).size).toBe(12);
  });

  test('does not count when the bus was down: it is done as soon as that is back', async () => {
    const orderId = await aPlacedOrder();
    await pass(LIMIT);
    shop.bus.down = true;
    expect(await shop.remind()).toMatchObject({ stuck: 1, events: [{ reminders: 0, remindedNow: false }] });
    shop.bus.down = false;
    await shop.remind();
    expect(shop.bus.of(orderId)).toEqual(['OrderPlaced', 'OrderPlaced']);
  });

  test('tells how long the oldest event waits to be announced', async () => {
    shop.bus.down = true;
    await aPlacedOrder();
    await pass(90);
    const { outboxAge } = await shop.remind();
    expect(outboxAge).toBeGreaterThanOrEqual(90);
    expect(outboxAge).toBeLessThan(100);
  });
});

describe('An event that is about no order', () => {
  test('is looked at, announced again and told of like any other', async () => {
    await sql(`insert into outbox (subject_kind, subject_id, type, detail, correlation_id)
      values ('cart', 'c-1', 'SomethingOfACart', '{}', 'correlation-1')`);
    await sql(`update outbox set stuck = true, remind_at = now(), checked_at = now() - interval '1 minute'`);
    expect(await shop.remind()).toMatchObject({
      stuck: 1,
      events: [{ subject: 'cart', subjectId: 'c-1', event: 'SomethingOfACart' }],
    });
  });
});

describe('The outbox', () => {
  test('does not wait for events that were announced and not marked: their effect is the mark', async () => {
    const orderId = await aStockedOrder();
    await sendMail(orderId, 'OrderDeliverable');
    await sql('update outbox set published_at = null');
    await pass(LIMIT);
    expect(await shop.remind()).toMatchObject({ stuck: 0, outboxAge: 0 });
  });

  test('forgets old events whose effect is there, never those of a stuck or unchecked order', async () => {
    const [done, stuck] = [await aStockedOrder(), await aPlacedOrder()];
    await sendMail(done, 'OrderDeliverable');
    await pass(31 * DAY);
    const unchecked = await aPlacedOrder();
    await shop.remind();
    await sql(
      `update outbox set created_at = created_at - interval '31 days' where subject_id = :unchecked`,
      {
        unchecked,
      },
    );
    const forget = (days: number) => shop.service.Mutation.forgetEvents(null, { days });
    expect([await forget(32), await forget(30), await forget(30)]).toEqual([0, 2, 0]);
    const names = async (orderId: string) =>
      ((await shop.service.Order.events({ orderId })) as { event: string }[]).map(({ event }) => event);
    expect(await names(done)).toEqual([]);
    expect(await names(stuck)).toEqual(['OrderPlaced']);
    expect(await names(unchecked)).toEqual(['OrderPlaced']);
  });
});
