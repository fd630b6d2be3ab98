import { forgetEvents, remindOfStuckEvents } from '../../src/database/stuckEvents.ts';
import { type Parameters, type Sql, sql } from '../../src/platform/rdsData.ts';
import { aWatchedShop, patience, SETTLE, withoutOrders } from './watchdogGiven.ts';

withoutOrders();

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
    const { bus } = aWatchedShop();
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
    const { remind } = aWatchedShop();
    expect(await remind()).toMatchObject({ stuck: ORDERS });
    await sql(`update orders set status = 'STOCKED'`);
    await sql(`insert into finance_ledger (order_id, amount, reference) select id, 1, 'r' from orders`);
    await sql(SETTLE);
    expect(await remind()).toMatchObject({ stuck: 0, events: [] });
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
    const watch = remindOfStuckEvents(explaining, aWatchedShop().bus.announce, timeless);
    expect(await watch(patience())).toMatchObject({ stuck: 0, events: [] });
    await forgetEvents(explaining, timeless)(30);
    expect(scans).toEqual([]);
    expect(await sql('select count(*)::int as left from outbox where checked_at is null')).toEqual([
      { left: 0 },
    ]);
  });
});
