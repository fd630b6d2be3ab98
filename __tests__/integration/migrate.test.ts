import { migrate } from '../../src/database/migrate.ts';
import { sql } from '../../src/platform/rdsData.ts';
import { relay } from '../../src/database/relay.ts';
import { aDatabase, migrations } from './databaseGiven.ts';
import { aDeliveryTime, aShop, count, times } from './storeGiven.ts';

let database: Awaited<ReturnType<typeof aDatabase>>;

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  database = await aDatabase();
});

afterAll(() => database.stop());

// What the release before writes when it places, stocks and books an order.
const anOrderOfTheReleaseBefore = async (deliveryTime: number) => {
  const [{ id }] = (await sql<{ id: string }>(
    `with placed as (
       insert into orders (id, status, customer_name, customer_email, customer_phone, customer_street, customer_city,
         customer_type, customer_market, ordered_products, total_price, local_price, currency, correlation_id, request_hash)
       values (gen_random_uuid(), 'STOCKED', 'Ann', 'ann@example.com', '+1 212 555 0100', 'Garden Row', 'New York',
         'B2C', 'US', 'BB001', 1, 1, 'USD', 'click', 'x') returning id)
     select id from placed`,
  )) as [{ id: string }];
  await sql('update orders set delivery_time = to_timestamp(:time::bigint / 1000.0) where id = :id::uuid', {
    id,
    time: deliveryTime,
  });
  await sql(
    `insert into outbox (order_id, type, correlation_id, detail, created_at, retry_at)
     select id, 'DeliveryBooked', correlation_id, jsonb_build_object('orderId', id, 'name', customer_name,
       'email', customer_email, 'phone', customer_phone, 'street', customer_street, 'city', customer_city,
       'market', customer_market, 'deliveryTime', :time::bigint), now() - interval '1 hour', now()
     from orders where id = :id::uuid`,
    { id, time: deliveryTime },
  );
  return id;
};

describe('A deployment over the release before', () => {
  test('takes over what is there and what that release still writes: bookings, and events to announce and to watch', async () => {
    const shop = aShop();
    await migrate(migrations.slice(0, 2));
    const [before, meanwhile] = [aDeliveryTime(), aDeliveryTime()];
    const old = await anOrderOfTheReleaseBefore(before);
    await migrate(migrations);
    const late = await anOrderOfTheReleaseBefore(meanwhile);
    for (const [orderId, deliveryTime] of [
      [old, before],
      [late, meanwhile],
    ] as const) {
      expect(await shop.deliveryOf(orderId)).toEqual({ deliveryTime, deliveryChanges: 0 });
      expect(await shop.service.Order.events({ orderId })).toMatchObject([{ event: 'DeliveryBooked' }]);
    }
    expect(await relay(sql, shop.bus.announce)()).toEqual({ announced: 2, failed: 0 });
    const { events } = await shop.service.Mutation.remindOfStuckEvents(null, {
      seconds: 60,
      reminders: 3,
      atOnce: 10,
    });
    expect(events.map(({ subject, subjectId }) => [subject, subjectId]).sort()).toEqual(
      [
        ['order', old],
        ['order', late],
      ].sort(),
    );
  });

  test('leaves what it writes itself to be seen by the release before, should that come back', async () => {
    const shop = aShop();
    const orderId = await shop.aStockedOrder();
    expect(
      await sql('select type from outbox where order_id = :orderId::uuid order by created_at', { orderId }),
    ).toEqual([{ type: 'OrderPlaced' }, { type: 'OrderDeliverable' }]);
    const [first, second] = [aDeliveryTime(), aDeliveryTime()];
    for (const [changes, { deliveryTime, ...change }] of [
      { deliveryTime: first },
      { deliveryTime: second, replaces: first },
    ].entries()) {
      await shop.book({ orderId, deliveryTime, ...change });
      expect(
        await sql(
          `select (extract(epoch from delivery_time) * 1000)::bigint as "deliveryTime", delivery_changes as changes
           from orders where id = :orderId::uuid`,
          { orderId },
        ),
      ).toEqual([{ deliveryTime, changes }]);
      expect(await shop.deliveryOf(orderId)).toEqual({ deliveryTime, deliveryChanges: changes });
    }
  });

  test('finds paid, with nothing to be captured, whatever that release has charged and still charges', async () => {
    const shop = aShop();
    const orderId = await anOrderOfTheReleaseBefore(aDeliveryTime());
    expect(await shop.find(orderId)).toMatchObject({ paidAt: expect.any(String) as string });
    expect(
      await sql('select payment, due_usd as due from due_orders where order_id = :orderId::uuid', {
        orderId,
      }),
    ).toEqual([{ payment: null, due: 1 }]);
  });

  test('lets an order have each status that there will be, and any market', async () => {
    const shop = aShop();
    const orderId = await shop.aStockedOrder();
    for (const status of ['DELIVERED', 'COMPLETED', 'CANCELLED'])
      await sql(
        `update orders set status = :status, customer_market = 'FR', currency = 'EUR', customer_type = 'NGO'
        where id = :orderId::uuid`,
        { orderId, status },
      );
    await expect(
      sql(`update orders set status = 'LOST' where id = :orderId::uuid`, { orderId }),
    ).rejects.toThrow('23514');
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
