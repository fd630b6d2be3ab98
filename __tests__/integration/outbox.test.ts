import { outboxOver } from '../../src/database/outbox.ts';
import { relay } from '../../src/database/relay.ts';
import { resolversOver } from '../../src/database/resolvers.ts';
import type { OrderInput } from '../../src/platform/databaseSchema.ts';
import { type Sql, sql } from '../../src/platform/rdsData.ts';
import { anOrder, linesLogged } from '../given.ts';
import { aBus, withMigratedDatabase } from './databaseGiven.ts';

withMigratedDatabase();
let bus: ReturnType<typeof aBus>;
let service: ReturnType<typeof resolversOver>;

beforeEach(() => {
  bus = aBus();
  service = resolversOver({ sql, announce: bus.announce, capacity: () => 5 });
});

const place = (...orders: OrderInput[]) => service.Mutation.placeOrders(null, { orders });

const times = <Result>(count: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

describe('Announcing what was committed', () => {
  const overdue = (orderId: string) =>
    sql(`update outbox set retry_at = now() where subject_id = :orderId and published_at is null`, {
      orderId,
    });

  test('an event that could not be announced is announced by the relay, with the same id, once', async () => {
    const order = anOrder();
    bus.down = true;
    await place(order);
    expect(bus.of(order.orderId)).toEqual([]);
    bus.down = false;
    await overdue(order.orderId);
    await times(4, () => relay(sql, bus.announce)());
    expect(bus.of(order.orderId)).toEqual(['OrderPlaced']);
  });

  test('an event that can’t be read does not hold up the others', async () => {
    const [broken, order] = [anOrder(), anOrder()];
    bus.down = true;
    await place(broken, order);
    bus.down = false;
    await sql(`update outbox set detail = '{}' where subject_id = :id`, { id: broken.orderId });
    await overdue(broken.orderId);
    await overdue(order.orderId);
    expect(await relay(sql, bus.announce)()).toEqual({ announced: 1, failed: 1 });
    expect(bus.of(order.orderId)).toEqual(['OrderPlaced']);
    await sql(`delete from outbox where subject_id = :id`, { id: broken.orderId });
  });

  test('the log tells of each event that could not be announced, whose order it is', async () => {
    const orders = [anOrder(), anOrder()];
    bus.down = true;
    const lines = linesLogged();
    await place(...orders);
    await sql(`update outbox set detail = '{}' where subject_id = :id`, { id: orders[0]!.orderId });
    for (const { orderId } of orders) await overdue(orderId);
    await relay(sql, bus.announce)();
    const ids = orders.map(({ orderId }) => orderId);
    const told = lines()
      .filter(({ level }) => level === 'ERROR')
      .map(({ orderId, event, correlationId }) => [orderId, event, correlationId]);
    // Once when they were placed, once by the relay.
    for (const id of ids)
      expect(told.filter(([orderId]) => orderId === id)).toEqual([
        [id, 'OrderPlaced', 'correlation-1'],
        [id, 'OrderPlaced', 'correlation-1'],
      ]);
    for (const id of ids) await sql(`delete from outbox where subject_id = :id`, { id });
  });

  test('an event that fails for ever holds up neither the relay nor more events than one batch', async () => {
    const [broken, ...orders] = await times(151, async () => anOrder());
    bus.down = true;
    await place(broken!);
    await place(...orders.slice(0, 75));
    await place(...orders.slice(75));
    bus.down = false;
    const id = broken!.orderId;
    for (const order of orders) await overdue(order.orderId);
    await sql(
      `update outbox set detail = '{}', attempts = 2000, retry_at = now() - interval '1 hour' where subject_id = :id`,
      { id },
    );
    expect(await relay(sql, bus.announce)()).toEqual({ announced: 150, failed: 1 });
    await sql(`delete from outbox where subject_id = :id`, { id });
  });

  test('while the bus is down the relay keeps the event and says so', async () => {
    const order = anOrder();
    bus.down = true;
    await place(order);
    await overdue(order.orderId);
    expect(await relay(sql, bus.announce)()).toEqual({ announced: 0, failed: 1 });
    bus.down = false;
    await overdue(order.orderId);
    expect(await relay(sql, bus.announce)()).toEqual({ announced: 1, failed: 0 });
  });

  test('what was announced is noted with the next write, so that the relay leaves it alone', async () => {
    const [order, next] = [anOrder(), anOrder()];
    await place(order);
    await place(next);
    const rows = await sql<{ published: boolean }>(
      'select published_at is not null as published from outbox where subject_id = :id',
      { id: order.orderId },
    );
    expect(rows).toEqual([{ published: true }]);
  });
});

describe('A writing statement', () => {
  const write = () => outboxOver(sql, bus.announce);

  test('that announces nothing is sent as it is, but for the note of what was announced before', async () => {
    const sent: string[] = [];
    const listening: Sql = async (statement, ...more) => {
      sent.push(statement);
      return sql(statement, ...more);
    };
    const answer = await outboxOver(listening, bus.announce)<{ n: number }>(
      '-- Why.\nwith one as (\n  -- Its parts: these.\n  select :n::int as n\n)\n-- answer\nselect n from one',
      { n: 1 },
    );
    expect(answer).toEqual([{ n: 1 }]);
    expect(sent).toEqual([
      expect.stringMatching(/^with settled as \([^]*\),\none as \([^]*\)\nselect n from one$/),
    ]);
    expect(sent[0]).not.toMatch(/insert into outbox|--/);
  });

  test('that announces what the watchdog has no effect for is refused, with all that it changes', async () => {
    const order = anOrder();
    await place(order);
    const statement = `with moved as (
  update orders set status = 'STOCKED' where id = :id::uuid returning id
),
event as (
  select 'StockCreated' as type, id as subject, 'click' as correlation_id, '{}'::jsonb as detail from moved
)
-- answer
select id from moved`;
    await expect(write()(statement, { id: order.orderId })).rejects.toThrow('subject_kind');
    expect(await sql('select status from orders where id = :id::uuid', { id: order.orderId })).toEqual([
      { status: 'PLACED' },
    ]);
  });

  test('says what is asked of it when it has no answer', async () => {
    await expect(write()('update orders set status = 1', {})).rejects.toThrow('reads "with');
  });
});
