import { randomUUID } from 'node:crypto';
import { effects } from '../../src/database/effects.ts';
import { sql } from '../../src/platform/rdsData.ts';
import { anOrder } from '../given.ts';
import { withMigratedDatabase } from './databaseGiven.ts';
import { aDeliveryTime, aShop, codeOf } from './storeGiven.ts';

withMigratedDatabase();
let shop: ReturnType<typeof aShop>;

beforeEach(() => {
  shop = aShop();
});

const cancel = (orderId: string) =>
  shop.service.Mutation.cancelOrder(null, { orderId, reason: 'a mistake', actor: 'olga' });

const EFFECT = effects.freeSlot.OrderCancelled;

/** Whether the watchdog finds that OrderCancelled has led to what it must at the delivery service. */
const hasLedToIt = async (orderId: string) => {
  if (!('condition' in EFFECT)) throw new Error('somebody else watches over it');
  const [row] = await sql<{ is: boolean }>(
    `select coalesce(${EFFECT.condition}, false) as is from outbox e
     where e.subject_id = :orderId and e.type = 'OrderCancelled'`,
    { orderId },
  );
  return row?.is;
};

describe('Freeing the place of a cancelled order leaves its mark, which the watchdog misses until then', () => {
  test('where a place was booked: it is free again, once', async () => {
    const [orderId, deliveryTime] = [await shop.aStockedOrder(), aDeliveryTime()];
    await shop.book({ orderId, deliveryTime });
    await cancel(orderId);
    expect(await hasLedToIt(orderId)).toBe(false);
    expect(await shop.free(orderId)).toBe(true);
    expect(await hasLedToIt(orderId)).toBe(true);
    expect(await shop.placesTaken(deliveryTime)).toEqual([0]);
    expect(await shop.free(orderId)).toBe(false);
    expect(await shop.placesTaken(deliveryTime)).toEqual([0]);
  });

  test('where nothing was booked, also of an order that was cancelled as it was stored', async () => {
    const keyHash = randomUUID();
    const [first, reused] = [anOrder({ keyHash }), anOrder({ keyHash, city: 'Boston' })];
    await shop.place(first);
    await shop.place(reused);
    await cancel(first.orderId);
    for (const { orderId } of [first, reused]) {
      expect(await hasLedToIt(orderId)).toBe(false);
      expect(await shop.free(orderId)).toBe(false);
      expect(await hasLedToIt(orderId)).toBe(true);
    }
  });

  test('where the booking comes after the cancellation, before and after it was heard of', async () => {
    const [orderId, deliveryTime] = [await shop.aStockedOrder(), aDeliveryTime()];
    const book = () => codeOf(shop.book({ orderId, deliveryTime }));
    await cancel(orderId);
    expect(await book()).toBe('WRONG_STATUS');
    // A refused booking is no mark: the event must still be heard.
    expect(await hasLedToIt(orderId)).toBe(false);
    expect(await shop.free(orderId)).toBe(false);
    expect(await hasLedToIt(orderId)).toBe(true);
    expect(await book()).toBe('WRONG_STATUS');
    expect(await shop.placesTaken(deliveryTime)).toEqual([0]);
    expect(await shop.deliveryOf(orderId)).toEqual({ deliveryTime: null, deliveryChanges: 0 });
  });

  test('where a test order was booked, which has taken no place', async () => {
    const [orderId, deliveryTime] = [await shop.aStockedOrder({ testId: 7 }), aDeliveryTime()];
    await shop.book({ orderId, deliveryTime });
    await cancel(orderId);
    expect(await shop.free(orderId)).toBe(false);
    expect(await hasLedToIt(orderId)).toBe(true);
    expect(await shop.placesTaken(deliveryTime)).toEqual([0]);
  });
});

test('a slot that is not freed is found by the watchdog, and announced again until it is', async () => {
  const [orderId, deliveryTime] = [await shop.aStockedOrder(), aDeliveryTime()];
  await shop.book({ orderId, deliveryTime });
  await cancel(orderId);
  const mails = [{ orderId, mail: 'OrderCancelled', messageId: '<1@acmecorp.xyz>' }];
  await shop.service.Mutation.claimEmails(null, { mails, seconds: 60, most: 50 });
  await shop.service.Mutation.markEmailsSent(null, { mails });
  // What payment and finance make of it, so that nothing else is missing.
  await sql(`insert into settlements (order_id, settled_due) values (:orderId::uuid, 0)`, { orderId });
  await sql(
    `insert into ledger_entries (event_id, order_id, kind, amount, reference)
     select id, :orderId::uuid, 'CREDIT', 45000, 'r' from outbox where subject_id = :orderId and type = 'OrderCancelled'`,
    { orderId },
  );
  await sql(`update outbox set created_at = created_at - interval '10 minutes' where subject_id = :orderId`, {
    orderId,
  });
  const remind = async () => {
    const { events } = await shop.service.Mutation.remindOfStuckEvents(null, {
      ...{ seconds: 600, reminders: 3, atOnce: 100 },
    });
    return events.filter(({ subjectId }) => subjectId === orderId).map(({ event }) => event);
  };
  expect(await remind()).toContain('OrderCancelled');
  await shop.free(orderId);
  expect(await remind()).not.toContain('OrderCancelled');
});
