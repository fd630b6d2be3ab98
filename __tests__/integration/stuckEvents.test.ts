import { resolversOver } from '../../src/database/resolvers.ts';
import { forgetEvents, remindOfStuckEvents } from '../../src/database/stuckEvents.ts';
import type {
  MutationRemindOfStuckEventsArgs as Patience,
  StuckEvent,
} from '../../src/platform/databaseSchema.ts';
import { type Parameters, type Sql, sql } from '../../src/platform/rdsData.ts';
import { anOrder } from '../given.ts';
import { aBus, withMigratedDatabase } from './databaseGiven.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const LIMIT = 10 * MINUTE;

withMigratedDatabase();
let bus: ReturnType<typeof aBus>;
let service: ReturnType<typeof resolversOver>;

const aService = () => resolversOver({ sql, announce: bus.announce, capacity: () => 50 });

beforeEach(async () => {
  await sql(
    'truncate orders, order_lines, order_history, order_keys, refunds, deliveries, outbox, finance_ledger, ledger_entries, settlements, payments, payment_history, email_ledger',
  );
  bus = aBus();
  service = aService();
});

const patience = (changes: Partial<Patience> = {}): Patience => ({
  seconds: LIMIT,
  reminders: 3,
  atOnce: 100,
  ...changes,
});

const remind = (changes: Partial<Patience> = {}, by = service) =>
  by.Mutation.remindOfStuckEvents(null, patience(changes));

/** Lets time pass for everything that the watchdog looks at. */
const pass = (seconds: number) =>
  sql(
    `update outbox set created_at = created_at - make_interval(secs => :seconds),
       remind_at = remind_at - make_interval(secs => :seconds), checked_at = checked_at - make_interval(secs => :seconds)`,
    { seconds },
  );

const anUnthankedOrder = async () => {
  const order = anOrder();
  await service.Mutation.placeOrders(null, { orders: [order] });
  return order.orderId;
};

const move = (id: string, status: 'STOCKED' | 'DELIVERY_BOOKED') =>
  service.Mutation.updateOrderStatus(null, {
    change: { orderId: id, fact: status === 'STOCKED' ? 'StockCreated' : 'DeliveryBooked' },
  });

const SETTLE = `insert into settlements (order_id, settled_due) select order_id, due_local from due_orders`;

/** What finance and payment do with a placed order. */
const enterInBooks = async (orderId: string) => {
  await service.Mutation.recordLedgerEntries(null, { entries: [{ orderId, amount: 45000, reference: 'r' }] });
  await sql(`${SETTLE} where order_id = :orderId::uuid`, { orderId });
};

const sendMail = async (orderId: string, mail: string) => {
  const mails = [{ orderId, mail, messageId: '<1@acmecorp.xyz>' }];
  await service.Mutation.claimEmails(null, { mails, seconds: 60, most: 50 });
  await service.Mutation.markEmailsSent(null, { mails });
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
  await service.Mutation.addDeliveryDataToOrder(null, { deliveryData: { orderId, deliveryTime } });
  return orderId;
};

const eventsOf = (events: StuckEvent[]) => events.map(({ subjectId, event }) => `${event} of ${subjectId}`);

describe('An order is stuck', () => {
  test('when its stock has not arrived in time: OrderPlaced is announced again, with the same id', async () => {
    const orderId = await aPlacedOrder();
    await enterInBooks(orderId);
    expect(await remind()).toMatchObject({ stuck: 0, events: [] });
    await pass(LIMIT);
    expect(await remind()).toMatchObject({
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
    const [first, again] = bus.announced.map(({ name, detail }) => [name, detail.metadata.eventId]);
    expect(again).toEqual(first);
  });

  test('when it is not in the books, though its stock is there', async () => {
    const orderId = await aPlacedOrder();
    await move(orderId, 'STOCKED');
    await sendMail(orderId, 'OrderDeliverable');
    await pass(LIMIT);
    expect(eventsOf((await remind()).events)).toEqual([`OrderPlaced of ${orderId}`]);
    expect(bus.of(orderId)).toEqual(['OrderPlaced', 'OrderDeliverable', 'OrderPlaced']);
  });

  test('when the customer was not told that it is ready; but not when it was booked without that mail', async () => {
    const [told, untold, booked] = [await aStockedOrder(), await aStockedOrder(), await aStockedOrder()];
    await sendMail(told, 'OrderDeliverable');
    await service.Mutation.addDeliveryDataToOrder(null, { deliveryData: { orderId: booked, deliveryTime } });
    await sendMail(booked, `DeliveryBooked:${deliveryTime}`);
    await move(booked, 'DELIVERY_BOOKED');
    await pass(LIMIT);
    expect(eventsOf((await remind()).events)).toEqual([`OrderDeliverable of ${untold}`]);
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
    expect(eventsOf((await remind()).events)).toEqual([`OrderPlaced of ${unthanked}`]);
    await sendMail(unthanked, 'OrderCreated');
    expect(await remind()).toMatchObject({ stuck: 0, events: [] });
  });

  test('not when a mail can’t be delivered, or is no longer true: a person looks, the watchdog does not', async () => {
    const [nobody, cancelled] = [await aStockedOrder(), await aStockedOrder()];
    const mail = { orderId: nobody, mail: 'OrderDeliverable' };
    const mails = [{ ...mail, messageId: '<1@acmecorp.xyz>' }];
    await service.Mutation.claimEmails(null, { mails, seconds: 60, most: 50 });
    await service.Mutation.markEmailsUndeliverable(null, { mails: [{ ...mail, code: 550 }] });
    await cancel(cancelled);
    await pass(LIMIT);
    expect(await remind()).toMatchObject({ stuck: 0, events: [] });
  });

  test('when its booking has not moved it, or the mail about it was not sent', async () => {
    const [unmoved, untold, fine] = [await aBookedOrder(), await aBookedOrder(), await aBookedOrder()];
    await sendMail(unmoved, `DeliveryBooked:${deliveryTime}`);
    await move(untold, 'DELIVERY_BOOKED');
    await sendMail(fine, `DeliveryBooked:${deliveryTime}`);
    await move(fine, 'DELIVERY_BOOKED');
    await pass(LIMIT);
    expect(eventsOf((await remind()).events).sort()).toEqual(
      [`DeliveryBooked of ${unmoved}`, `DeliveryBooked of ${untold}`].sort(),
    );
  });

  test('no longer when the customer has changed the booking that nobody heard of', async () => {
    const orderId = await aBookedOrder();
    const later = deliveryTime + DAY * 1000;
    const change = { orderId, deliveryTime: later, replaces: deliveryTime };
    await service.Mutation.addDeliveryDataToOrder(null, { deliveryData: change });
    await move(orderId, 'DELIVERY_BOOKED');
    await sendMail(orderId, `DeliveryBooked:${later}`);
    await pass(LIMIT);
    expect(await remind()).toMatchObject({ stuck: 0, events: [] });
  });

  test('and no longer as soon as it is mended, whoever did it', async () => {
    const orderId = await aPlacedOrder();
    await enterInBooks(orderId);
    await pass(LIMIT);
    expect(await remind()).toMatchObject({ stuck: 1 });
    await move(orderId, 'STOCKED');
    expect(await remind()).toMatchObject({ stuck: 0, events: [] });
  });
});

describe('Reminding', () => {
  test('waits twice as long each time, stops after the last, and goes on counting the order', async () => {
    await aPlacedOrder();
    await pass(LIMIT);
    const said: number[] = [];
    for (let minutes = 0; minutes < 120; minutes += 5) {
      const { stuck, events } = await remind();
      expect(stuck).toBe(1);
      if (events[0]?.remindedNow) said.push(minutes + LIMIT / MINUTE);
      await pass(5 * MINUTE);
    }
    expect(said).toEqual([10, 30, 70]);
  });

  test('is bounded, the longest waiting first; two watchdogs at once do no harm', async () => {
    for (let index = 0; index < 12; index++) await aPlacedOrder();
    await pass(LIMIT);
    const { stuck, events } = await remind({ atOnce: 5 });
    expect([stuck, events.length, bus.announced.length]).toEqual([12, 5, 17]);
    await Promise.all([1, 2, 3].map(() => remind({}, aService())));
    expect(new Set(bus.announced.slice(12).map(({ detail }) => detail.orderId)).size).toBe(12);
  });

  test('does not count when the bus was down: it is done as soon as that is back', async () => {
    const orderId = await aPlacedOrder();
    await pass(LIMIT);
    bus.down = true;
    expect(await remind()).toMatchObject({ stuck: 1, events: [{ reminders: 0, remindedNow: false }] });
    bus.down = false;
    await remind();
    expect(bus.of(orderId)).toEqual(['OrderPlaced', 'OrderPlaced']);
  });

  test('tells how long the oldest event waits to be announced', async () => {
    bus.down = true;
    await aPlacedOrder();
    await pass(90);
    const { outboxAge } = await remind();
    expect(outboxAge).toBeGreaterThanOrEqual(90);
    expect(outboxAge).toBeLessThan(100);
  });
});

describe('An event that is about no order', () => {
  test('is looked at, announced again and told of like any other', async () => {
    await sql(`insert into outbox (subject_kind, subject_id, type, detail, correlation_id)
      values ('cart', 'c-1', 'SomethingOfACart', '{}', 'correlation-1')`);
    await sql(`update outbox set stuck = true, remind_at = now(), checked_at = now() - interval '1 minute'`);
    expect(await remind()).toMatchObject({
      stuck: 1,
      events: [{ subject: 'cart', subjectId: 'c-1', event: 'SomethingOfACart' }],
    });
  });
});

describe('After an outage', () => {
  const ORDERS = 600;

  const manyOrders = async () => {
    await sql(`insert into orders (id, status, customer_name, customer_email, customer_phone, customer_street, customer_city,
        customer_type, customer_market, ordered_products, total_price, local_price, currency, correlation_id, request_hash)
      select gen_random_uuid(), 'PLACED', 'a', 'b', 'c', 'd', 'e', 'B2C', 'US', 'BB001', 1, 1, 'USD', 'x', 'y'
      from generate_series(1, ${ORDERS})`);
    await sql(`insert into outbox (subject_id, type, detail, correlation_id, created_at)
      select id::text, 'OrderPlaced', jsonb_build_object('orderId', id, 'products', 'BB001', 'lines',
        '[{"sku":"BB001","quantity":1,"unitPrice":1}]'::jsonb, 'totalPrice', 1, 'name', 'a', 'email', 'ann@example.com',
        'testId', 0), 'correlation-1', now() - interval '1 hour' from orders`);
  };

  test('a run that finds more than it has time for still announces and counts; the next ones go on', async () => {
    await manyOrders();
    let now = 0;
    // Each statement takes so long that there is time for one.
    const inAHurry = remindOfStuckEvents(sql, bus.announce, () => (now += 60_000));
    expect(await inAHurry(patience({ atOnce: 5 }))).toMatchObject({ stuck: 250 });
    expect(bus.announced).toHaveLength(5);
    expect(await inAHurry(patience({ atOnce: 5 }))).toMatchObject({ stuck: 500 });
    expect(bus.announced).toHaveLength(10);
  });

  test('all orders that were mended meanwhile are found so in one run', async () => {
    await manyOrders();
    expect(await remind()).toMatchObject({ stuck: ORDERS });
    await sql(`update orders set status = 'STOCKED'`);
    await sql(`insert into finance_ledger (order_id, amount, reference) select id, 1, 'r' from orders`);
    await sql(SETTLE);
    expect(await remind()).toMatchObject({ stuck: 0, events: [] });
  });
});

describe('The outbox', () => {
  test('does not wait for events that were announced and not marked: their effect is the mark', async () => {
    const orderId = await aStockedOrder();
    await sendMail(orderId, 'OrderDeliverable');
    await sql('update outbox set published_at = null');
    await pass(LIMIT);
    expect(await remind()).toMatchObject({ stuck: 0, outboxAge: 0 });
  });

  test('forgets old events whose effect is there, never those of a stuck or unchecked order', async () => {
    const [done, stuck] = [await aStockedOrder(), await aPlacedOrder()];
    await sendMail(done, 'OrderDeliverable');
    await pass(31 * DAY);
    const unchecked = await aPlacedOrder();
    await remind();
    await sql(
      `update outbox set created_at = created_at - interval '31 days' where subject_id = :unchecked`,
      {
        unchecked,
      },
    );
    const forget = (days: number) => service.Mutation.forgetEvents(null, { days });
    expect([await forget(32), await forget(30), await forget(30)]).toEqual([0, 2, 0]);
    const names = async (orderId: string) =>
      ((await service.Order.events({ orderId })) as { event: string }[]).map(({ event }) => event);
    expect(await names(done)).toEqual([]);
    expect(await names(stuck)).toEqual(['OrderPlaced']);
    expect(await names(unchecked)).toEqual(['OrderPlaced']);
  });
});

describe('With many orders', () => {
  const ORDERS = 100_000;

  interface Plan {
    'Node Type': string;
    'Relation Name'?: string;
    Plans?: Plan[];
  }

  const scannedWhole = ({ Plans = [], ...node }: Plan): string[] => [
    ...(node['Node Type'] === 'Seq Scan' && node['Relation Name'] ? [node['Relation Name']] : []),
    ...Plans.flatMap(scannedWhole),
  ];

  const AT_ONCE = 10_000;

  // In pieces: a statement that takes too long is sent again.
  const fillFrom = async (first: number) => {
    const ids = `(select md5(n::text)::uuid as id from generate_series(${first}, ${first + AT_ONCE - 1}) n) o`;
    await sql(`insert into orders (id, status, customer_name, customer_email, customer_phone, customer_street, customer_city,
        customer_type, customer_market, ordered_products, total_price, local_price, currency, correlation_id, request_hash)
      select id, 'STOCKED', 'a', 'b', 'c', 'd', 'e', 'B2C', 'US', 'BB001', 1, 1, 'USD', 'x', 'y' from ${ids}`);
    await sql(`insert into outbox (subject_id, type, detail, correlation_id, created_at, published_at, checked_at)
      select id::text, 'OrderPlaced', '{}', 'x', now() - interval '20 days', now(), now() from ${ids}`);
    await sql(`insert into finance_ledger (order_id, amount, reference) select id, 1, 'r' from ${ids}`);
    await sql(`${SETTLE} where order_id in (select id from ${ids})`);
    await sql(`insert into email_ledger (order_id, mail, message_id, claimed_until, sent_at)
      select id, 'OrderDeliverable', 'm', now(), now() from ${ids}`);
    await sql(`insert into deliveries (order_id, market, time) select id, 'US', now() from ${ids}`);
  };

  const fill = async () => {
    for (let first = 1; first <= ORDERS; first += AT_ONCE) await fillFrom(first);
    await sql(`update outbox set checked_at = null, created_at = now() - interval '11 minutes'
      where id in (select id from outbox limit 3000)`);
    await sql(
      `update outbox set stuck = true, remind_at = now() where id in (select id from outbox where checked_at is not null limit 50)`,
    );
    for (const table of ['orders', 'deliveries', 'outbox', 'ledger_entries', 'settlements', 'email_ledger'])
      await sql(`analyze ${table}`);
  };

  test('no statement of the watchdog reads a whole table', async () => {
    await fill();
    const scans: string[] = [];
    const explaining: Sql = async <Row>(statement: string, parameters?: Parameters) => {
      const [row] = await sql<Record<string, string>>(`explain (format json) ${statement}`, parameters);
      const [{ Plan: plan }] = JSON.parse(row!['QUERY PLAN']!) as [{ Plan: Plan }];
      scans.push(...scannedWhole(plan));
      return sql<Row>(statement, parameters);
    };
    const timeless = () => 0;
    // The 50 made stuck have their effect; all are found to be done.
    const watch = remindOfStuckEvents(explaining, bus.announce, timeless);
    expect(await watch(patience())).toMatchObject({ stuck: 0, events: [] });
    await forgetEvents(explaining, timeless)(30);
    expect(scans).toEqual([]);
    expect(await sql('select count(*)::int as left from outbox where checked_at is null')).toEqual([
      { left: 0 },
    ]);
  });
});
