import { randomUUID } from 'node:crypto';
import type { migrate as Migrate } from '../../src/database/migrate.ts';
import type { resolversOver as ResolversOver } from '../../src/database/resolvers.ts';
import type { DeliveryData, OrderInput } from '../../src/database/schema.ts';
import { finalStatuses } from '../../src/contracts/orderStatuses.ts';
import type { Sql } from '../../src/platform/rdsData.ts';
import { anOrder } from '../given.ts';
import { aBus, type aDatabase, aMigratedDatabase, migrations } from './databaseGiven.ts';

const CAPACITY = 5;
const HOUR = 3_600_000;

let database: Awaited<ReturnType<typeof aDatabase>>;
let sql: Sql;
let migrate: typeof Migrate;
let resolversOver: typeof ResolversOver;
let bus: ReturnType<typeof aBus>;
let service: ReturnType<typeof ResolversOver>;

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  ({ database, sql, migrate, resolversOver } = await aMigratedDatabase());
});

afterAll(() => database.stop());

beforeEach(() => {
  bus = aBus();
  service = aService();
});

// Each Lambda instance has a service of its own.
const aService = () => resolversOver({ sql, announce: bus.announce, capacity: () => CAPACITY });

const place = (...orders: OrderInput[]) => service.Mutation.placeOrders(null, { orders });

const move = (orderId: string, status: 'STOCKED' | 'DELIVERY_BOOKED', by = service) =>
  by.Mutation.updateOrderStatus(null, { id: orderId, status });

const book = (deliveryData: DeliveryData, by = service) =>
  by.Mutation.addDeliveryDataToOrder(null, { deliveryData });

const find = async (id: string) => (await service.Query.getOrder(null, { id })) as Record<string, unknown>;

const aStockedOrder = async (changes: Partial<OrderInput> = {}) => {
  const order = anOrder(changes);
  await place(order);
  await move(order.orderId, 'STOCKED');
  return order.orderId;
};

const times = <Result>(count: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

const count = (values: unknown[]) =>
  values.reduce<Record<string, number>>(
    (sum, value) => ({ ...sum, [String(value)]: (sum[String(value)] ?? 0) + 1 }),
    {},
  );

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'BOOKED',
    (problem: { code: string }) => problem.code,
  );

let day = 2;
const aDeliveryTime = () => Math.ceil(Date.now() / HOUR) * HOUR + ++day * 24 * HOUR;

describe('Placing orders', () => {
  test('keeps everything the customer said, and announces OrderPlaced', async () => {
    const order = anOrder({
      name: `Ann "Annie" O'Hara; DROP TABLE orders 🌵 أحمد`,
      market: 'MX',
      currency: 'MXN',
      localPrice: 900000,
    });
    expect(await place(order)).toEqual([{ orderId: order.orderId, outcome: 'PLACED' }]);
    expect(await find(order.orderId)).toMatchObject({
      orderId: order.orderId,
      status: 'PLACED',
      customerName: order.name,
      orderedProducts: order.products,
      lines: order.lines,
      totalPrice: 45000,
      localPrice: 900000,
      history: [{ status: 'PLACED', at: expect.any(String) }],
    });
    expect(bus.announced).toEqual([
      {
        name: 'OrderPlaced',
        detail: expect.objectContaining({
          orderId: order.orderId,
          lines: order.lines,
          name: order.name,
          totalPrice: 45000,
        }),
      },
    ]);
  });

  test('the same order many times at once is one order and one event, also within a batch', async () => {
    const orders = await times(10, async () => anOrder());
    const results = await times(80, (index) =>
      place(orders[index % 10]!, orders[(index + 3) % 10]!, orders[index % 10]!),
    );
    expect(count(results.flat().map(({ outcome }) => outcome))).toEqual({ PLACED: 10, ALREADY_PLACED: 230 });
    for (const { orderId } of orders) expect(bus.of(orderId)).toEqual(['OrderPlaced']);
  });

  test('another order under a known id is told apart, and the first stands', async () => {
    const order = anOrder();
    await place(order);
    expect(await place({ ...order, city: 'Boston' })).toEqual([
      { orderId: order.orderId, outcome: 'DIFFERENT_ORDER' },
    ]);
    expect(await find(order.orderId)).toMatchObject({ customerCity: 'New York' });
  });

  test('a repeat with another correlation id, or paid anew after a void, is still the same order', async () => {
    const order = anOrder({ paymentId: 'boa_1' });
    await place(order);
    for (const changes of [{ correlationId: 'another-click' }, { paymentId: 'boa_2' }])
      expect(await place({ ...order, ...changes })).toMatchObject([{ outcome: 'ALREADY_PLACED' }]);
  });
});

describe('Moving orders', () => {
  test('forward step by step; again, late or too early changes nothing', async () => {
    const order = anOrder();
    await place(order);
    const step = async (status: 'STOCKED' | 'DELIVERY_BOOKED') => (await move(order.orderId, status)).outcome;
    expect(await step('DELIVERY_BOOKED')).toBe('WRONG_STATUS');
    expect(await step('STOCKED')).toBe('DONE');
    expect(await step('STOCKED')).toBe('ALREADY_DONE');
    expect(await step('DELIVERY_BOOKED')).toBe('WRONG_STATUS');
    await book({ orderId: order.orderId, deliveryTime: aDeliveryTime() });
    expect(await step('DELIVERY_BOOKED')).toBe('DONE');
    expect(await step('STOCKED')).toBe('ALREADY_DONE');
    expect(await find(order.orderId)).toMatchObject({
      status: 'DELIVERY_BOOKED',
      history: [{ status: 'PLACED' }, { status: 'STOCKED' }, { status: 'DELIVERY_BOOKED' }],
    });
    expect(bus.of(order.orderId)).toEqual(['OrderPlaced', 'OrderDeliverable', 'DeliveryBooked']);
  });

  test('an unknown order is told, without holding up the others of a batch', async () => {
    const order = anOrder();
    await place(order);
    const unknown = randomUUID();
    const changes = [unknown, order.orderId, order.orderId].map((orderId) => ({
      orderId,
      status: 'STOCKED' as const,
    }));
    expect(
      (await service.Mutation.updateOrderStatuses(null, { changes })).map(({ outcome }) => outcome),
    ).toEqual(['ORDER_NOT_FOUND', 'DONE', 'ALREADY_DONE']);
  });

  test.each(finalStatuses)(
    'a late fact on an order that is %s is obsolete, and changes nothing',
    async (status) => {
      const orderId = await aStockedOrder();
      // No statement ends an order yet, and so the table does not allow it either.
      await sql(`alter table orders drop constraint if exists orders_status_check`);
      await sql(`update orders set status = :status where id = :orderId::uuid`, { status, orderId });
      expect((await move(orderId, 'STOCKED')).outcome).toBe('OBSOLETE');
      expect((await move(orderId, 'DELIVERY_BOOKED')).outcome).toBe('OBSOLETE');
      expect(await find(orderId)).toMatchObject({
        status,
        history: [{ status: 'PLACED' }, { status: 'STOCKED' }],
      });
      expect(bus.of(orderId)).toEqual(['OrderPlaced', 'OrderDeliverable']);
    },
  );

  test('many at once make one move and one event', async () => {
    const order = anOrder();
    await place(order);
    const results = await times(60, () => move(order.orderId, 'STOCKED', aService()));
    expect(count(results.map(({ outcome }) => outcome))).toEqual({ DONE: 1, ALREADY_DONE: 59 });
    expect(bus.of(order.orderId)).toEqual(['OrderPlaced', 'OrderDeliverable']);
  });
});

describe('Booking deliveries', () => {
  test('once, again the same, changed once, and not a third time', async () => {
    const orderId = await aStockedOrder();
    const [first, second, third] = [aDeliveryTime(), aDeliveryTime(), aDeliveryTime()];
    expect(await book({ orderId, deliveryTime: first })).toMatchObject({
      orderId,
      name: 'Ann Lee',
      deliveryTime: first,
    });
    expect(await book({ orderId, deliveryTime: first })).toMatchObject({ deliveryTime: first });
    expect(await book({ orderId, deliveryTime: second })).toMatchObject({ deliveryTime: second });
    expect(await codeOf(book({ orderId, deliveryTime: third }))).toBe('DELIVERY_CHANGED_ONCE');
    expect(await book({ orderId, deliveryTime: second })).toMatchObject({ deliveryTime: second });
    expect(await find(orderId)).toMatchObject({ deliveryTime: second, deliveryChanges: 1 });
    expect(await service.Query.takenSlots(null, { market: 'US', from: first })).toEqual([
      { time: second, taken: 1 },
    ]);
  });

  test('refuses what is unknown, not ready, not offered in the market, or too late to change', async () => {
    const placed = anOrder();
    await place(placed);
    const orderId = await aStockedOrder();
    const deliveryTime = aDeliveryTime();
    expect(await codeOf(book({ orderId: randomUUID(), deliveryTime }))).toBe('ORDER_NOT_FOUND');
    expect(await codeOf(book({ orderId: placed.orderId, deliveryTime }))).toBe('NOT_YET_DELIVERABLE');
    expect(await codeOf(book({ orderId, deliveryTime, offeredIn: ['MX'] }))).toBe('SLOT_NOT_OFFERED');
    expect(await codeOf(book({ orderId, deliveryTime, offeredIn: [] }))).toBe('SLOT_NOT_OFFERED');
    await book({ orderId, deliveryTime: Date.now() + 23 * HOUR });
    expect(await codeOf(book({ orderId, deliveryTime }))).toBe('TOO_LATE_TO_CHANGE');
  });

  test('a slot takes as many customers as it has places, however many come at once', async () => {
    const orders = await times(15, () => aStockedOrder());
    const deliveryTime = aDeliveryTime();
    const results = await times(15, (index) =>
      codeOf(book({ orderId: orders[index]!, deliveryTime }, aService())),
    );
    expect(count(results)).toEqual({ BOOKED: CAPACITY, SLOT_FULL: 10 });
  });

  test('customers who swap full slots at the same time never block each other or lose a place', async () => {
    const [morning, evening] = [aDeliveryTime(), aDeliveryTime()];
    const orders = await times(8, () => aStockedOrder());
    await times(8, (index) => book({ orderId: orders[index]!, deliveryTime: index % 2 ? morning : evening }));
    await times(8, (index) =>
      codeOf(book({ orderId: orders[index]!, deliveryTime: index % 2 ? evening : morning }, aService())),
    );
    const taken = await service.Query.takenSlots(null, { market: 'US', from: morning });
    const booked = await times(8, async (index) => (await find(orders[index]!))['deliveryTime']);
    expect(Object.fromEntries(taken.map(({ time, taken: places }) => [time, places]))).toEqual(count(booked));
  });

  test('the same booking many times at once is one booking and one event', async () => {
    const orderId = await aStockedOrder();
    const deliveryTime = aDeliveryTime();
    await times(30, () => book({ orderId, deliveryTime }, aService()));
    expect(bus.of(orderId).filter((name) => name === 'DeliveryBooked')).toHaveLength(1);
  });

  test('test orders take no place, and keep their first time', async () => {
    const orderId = await aStockedOrder({ testId: 7 });
    const [first, second] = [aDeliveryTime(), aDeliveryTime()];
    await book({ orderId, deliveryTime: first, isFirst: true });
    expect(await book({ orderId, deliveryTime: second, isFirst: true })).toMatchObject({
      deliveryTime: first,
    });
    expect(await service.Query.takenSlots(null, { market: 'US', from: first })).toEqual([]);
  });
});

describe('The ledgers', () => {
  test('an order is entered in the books once and for ever', async () => {
    const order = anOrder();
    await place(order);
    const entry = { orderId: order.orderId, amount: 45000, reference: 'ledger-1' };
    const results = await times(20, () =>
      aService().Mutation.recordLedgerEntries(null, { entries: [entry, entry] }),
    );
    expect(count(results.flat().map(({ outcome }) => outcome))).toEqual({
      RECORDED: 1,
      ALREADY_RECORDED: 39,
    });
  });

  test('a wrong amount or an unknown order does not get into the books', async () => {
    const order = anOrder();
    await place(order);
    const entries = [
      { orderId: order.orderId, amount: 1, reference: 'typo' },
      { orderId: randomUUID(), amount: 45000, reference: 'nobody' },
    ];
    const results = await service.Mutation.recordLedgerEntries(null, { entries });
    expect(results.map(({ outcome }) => outcome)).toEqual(['WRONG_AMOUNT', 'ORDER_NOT_FOUND']);
    expect(await find(order.orderId)).toMatchObject({ ledgerEntry: null });
  });

  test('a mail is claimed by one worker; when that one dies, by another; once sent, by nobody', async () => {
    const mail = { orderId: randomUUID(), mail: 'OrderCreated', messageId: '<1@acmecorp.xyz>' };
    const claim = async (seconds: number) =>
      (await aService().Mutation.claimEmails(null, { mails: [mail], seconds })).map(
        ({ outcome }) => outcome,
      )[0];
    expect(count(await times(20, () => claim(60)))).toEqual({ CLAIMED: 1, BEING_SENT: 19 });
    await sql(`update email_ledger set claimed_until = now() where order_id = :id::uuid`, {
      id: mail.orderId,
    });
    expect(await claim(60)).toBe('CLAIMED');
    await service.Mutation.markEmailsSent(null, { mails: [mail] });
    expect(await claim(60)).toBe('ALREADY_SENT');
  });
});

describe('Test runs', () => {
  test('find their own orders, page by page', async () => {
    const testId = 424242;
    await place(...(await times(5, async () => anOrder({ testId }))));
    const page = async (after?: string) =>
      (await service.Query.getAllTestOrders(null, { testId, first: 3, ...(after && { after }) })) as {
        orderId: string;
      }[];
    const first = await page();
    const second = await page(first.at(-1)!.orderId);
    expect([first.length, second.length]).toEqual([3, 2]);
    expect(new Set([...first, ...second].map(({ orderId }) => orderId)).size).toBe(5);
  });

  test('find no customer’s order, and no page without orders', async () => {
    await place(anOrder());
    const page = async (testId: number, first: number) =>
      service.Query.getAllTestOrders(null, { testId, first });
    expect(await page(0, 10)).toEqual([]);
    for (const size of [0, -1])
      await expect(page(1, size)).rejects.toMatchObject({
        code: 'INVALID_REQUEST',
        errors: [{ field: 'first' }],
      });
  });
});

describe('Migrating', () => {
  test('again changes nothing; a changed file is refused; a failing file leaves nothing behind', async () => {
    expect(await migrate(migrations)).toEqual({ applied: [] });
    await expect(migrate([{ ...migrations[0]!, text: 'select 1;' }])).rejects.toThrow('was changed');
    const broken = { name: '9999_broken.sql', text: 'create table half (id int);\nselect 1/0;' };
    await expect(migrate([broken])).rejects.toThrow();
    expect(await sql(`select to_regclass('half')::text as found`)).toEqual([{ found: null }]);
  });

  test('two deployments at once apply a file once', async () => {
    const file = {
      name: '9998_once.sql',
      text: `create table once (id int);\ncreate function one() returns int as $$ select 1; $$ language sql;`,
    };
    const results = await times(4, () => migrate([file]));
    expect(count(results.map(({ applied }) => applied.length))).toEqual({ 0: 3, 1: 1 });
  });
});
