import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Counts } from '../../infra/deploy/costs.ts';
import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { events } from '../../src/contracts/events.ts';
import { aPlace, startShop, until } from '../runningShop.ts';
import { call, order } from './customers.ts';

// Counts what orders cause on the local stack, from createOrder to DELIVERY_BOOKED, for `npm run cost`.

const FILE = 'infra/deploy/counts.json';
const PATIENCE_MS = 180_000;
const INVOCATION = /\(λ: (\w+)\).*?Billed Duration: (\d+) ms/g;
const GATEWAY_REQUESTS = 3;

/** Megabytes in serverless.yml; what is not named has the provider's 512. */
const MEMORY: Record<string, number> = { database: 1024 };

const deliveries = (
  Object.entries(subscriptions) as [string, { events: readonly string[]; where?: object }][]
)
  .filter(([, { where }]) => where === undefined)
  .reduce((sum, [, { events: names }]) => sum + names.length, 0);

const place = await aPlace();
const shop = await startShop(place, { SLS_LOG_LEVEL: 'notice' });
const rows = async (condition: string) =>
  Number((await shop.rows<{ n: string }>(`select count(*) as n from ${condition}`))[0]?.n);

const counters = async () => {
  const log = readFileSync(join(place.directory, 'serverless.log'), 'utf8');
  const invocations = [...log.matchAll(INVOCATION)].map(([, name = '', ms = '0']) => ({
    name,
    ms: Number(ms),
  }));
  return {
    invocations: invocations.length,
    gigabyteSeconds: invocations.reduce(
      (sum, { name, ms }) => sum + (ms / 1000) * ((MEMORY[name] ?? 512) / 1024),
      0,
    ),
    batches: invocations.filter(({ name }) => Object.hasOwn(subscriptions, name)).length,
    statements: (await call<{ statements: number }>(`${shop.dataApi}/statements`, 200)).statements,
    logBytes: readFileSync(join(place.directory, 'shop.log')).length,
  };
};

const asMany = async (
  customers: number,
  items: readonly string[],
  work: (item: string, index: number) => Promise<unknown>,
) => {
  const queue = [...items.entries()];
  const customer = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: customers }, customer));
};

const book = async (orderId: string, index: number) => {
  const market = index % 2 ? 'US' : 'MX';
  const { deliveryOptions } = await call<{ deliveryOptions: string[] }>(
    `${shop.api}/deliveryTimes?market=${market}`,
    200,
  );
  const body = JSON.stringify({ orderId, deliveryTime: deliveryOptions[index % deliveryOptions.length] });
  await call(`${shop.api}/bookDelivery`, 200, 'POST', body);
};

const count = async (customers: number, orders: number): Promise<Counts> => {
  const ids: string[] = [];
  const done = {
    booked: await rows(`orders where status = 'DELIVERY_BOOKED'`),
    mails: await rows('email_ledger where sent_at is not null'),
  };
  const stocked = await rows(`orders where status <> 'PLACED'`);
  const before = await counters();
  await asMany(customers, Array<string>(orders).fill(''), async (_, index) =>
    ids.push(await order(shop.api, index + 1)),
  );
  await until(
    'all STOCKED',
    async () => (await rows(`orders where status <> 'PLACED'`)) >= stocked + orders,
    PATIENCE_MS,
  );
  const markets = await shop.rows<{ id: string; n: number }>(
    `select id, case customer_market when 'US' then 1 else 0 end as n from orders where id = any($1)`,
    [ids],
  );
  await asMany(
    customers,
    markets.map(({ id }) => id),
    (id, index) => book(id, 2 * index + (markets[index]?.n ?? 0)),
  );
  await until(
    'all booked',
    async () => (await rows(`orders where status = 'DELIVERY_BOOKED'`)) >= done.booked + orders,
    PATIENCE_MS,
  );
  await until(
    'three mails each',
    async () => (await rows('email_ledger where sent_at is not null')) >= done.mails + 3 * orders,
    PATIENCE_MS,
  );
  const after = await counters();
  const each = (name: keyof typeof after) => Number(((after[name] - before[name]) / orders).toFixed(4));
  const invocations = each('invocations');
  return {
    gatewayRequests: GATEWAY_REQUESTS,
    events: Object.keys(events).length,
    sqsSends: deliveries,
    // bookDelivery also serves the gateway: its requests are no batches.
    batches: Number((each('batches') - 1).toFixed(4)),
    invocations,
    gigabyteSeconds: each('gigabyteSeconds'),
    statements: each('statements'),
    logBytes: each('logBytes'),
  };
};

try {
  await count(8, 100); // Warms up: cold starts would count as running time.
  const counts = {
    how: 'on the local stack, where functions run without the network between them and AWS',
    date: new Date().toISOString().slice(0, 10),
    anOrder: { 'one customer': await count(1, 5), '32 customers at once': await count(32, 400) },
  };
  writeFileSync(FILE, `${JSON.stringify(counts, undefined, 2)}\n`);
  console.log(counts);
} finally {
  await shop.stop();
  place.remove();
}
