import { cpus, totalmem } from 'node:os';
import { aPlace, startShop, until } from '../runningShop.ts';
import { measureBundles } from './bundles.ts';
import { call, order, rush } from './customers.ts';
import { timeOfQuestions } from './graph.ts';

const ROUNDS = [
  { customers: 1, orders: 200 },
  { customers: 8, orders: 1200 },
  { customers: 32, orders: 3000 },
];
const PATIENCE_MS = 180_000;

const startBench = async (env: Record<string, string> = {}) => {
  const place = await aPlace();
  const shop = await startShop(place, env);
  const count = async (sql: string) =>
    Number((await shop.rows<{ n: string }>(`select count(*) as n from ${sql}`))[0]?.n);
  return {
    ...shop,
    statements: async () =>
      (await call<{ statements: number }>(`${shop.dataApi}/statements`, 200)).statements,
    // Deliverable: what an order may be booked for.
    stocked: () => count(`orders where status <> 'PLACED' and paid_at is not null`),
    booked: () => count(`orders where status = 'DELIVERY_BOOKED'`),
    mails: () => count('email_ledger where sent_at is not null'),
    stop: async () => {
      await shop.stop();
      place.remove();
    },
  };
};

type Shop = Awaited<ReturnType<typeof startBench>>;

const percentile = (times: number[], share: number): string =>
  `${(times.sort((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? NaN).toFixed(0)} ms`;

/** One rush: how long until every order is STOCKED, and what it cost. Mails may follow later. */
const round = async (shop: Shop, customers: number, orders: number) => {
  const before = {
    stocked: await shop.stocked(),
    mails: await shop.mails(),
    statements: await shop.statements(),
  };
  const started = performance.now();
  const times = await rush(shop.api, customers, orders);
  await until('all STOCKED', async () => (await shop.stocked()) >= before.stocked + orders, PATIENCE_MS);
  const seconds = (performance.now() - started) / 1000;
  await until('all mails sent', async () => (await shop.mails()) >= before.mails + 2 * orders, PATIENCE_MS);
  const mailSeconds = (performance.now() - started) / 1000;
  return {
    'orders/s to STOCKED': (orders / seconds).toFixed(0),
    'createOrder p50': percentile(times, 0.5),
    'createOrder p99': percentile(times, 0.99),
    'orders/s with both mails': (orders / mailSeconds).toFixed(0),
    'SQL statements/order': (((await shop.statements()) - before.statements) / orders).toFixed(1),
  };
};

/** One order alone, from createOrder to DELIVERY_BOOKED: what it costs. */
const loneOrder = async (shop: Shop) => {
  const before = {
    statements: await shop.statements(),
    mails: await shop.mails(),
    booked: await shop.booked(),
    invocations: shop.invocations(),
  };
  const stocked = await shop.stocked();
  const orderId = await order(shop.api, 1);
  await until('STOCKED', async () => (await shop.stocked()) > stocked, PATIENCE_MS);
  const { deliveryOptions } = await call<{ deliveryOptions: string[] }>(
    `${shop.api}/deliveryTimes?market=US`,
    200,
  );
  await call(
    `${shop.api}/bookDelivery`,
    200,
    'POST',
    JSON.stringify({ orderId, deliveryTime: deliveryOptions[3] }),
  );
  await until('DELIVERY_BOOKED', async () => (await shop.booked()) > before.booked, PATIENCE_MS);
  await until('three mails', async () => (await shop.mails()) >= before.mails + 3, PATIENCE_MS);
  return {
    'public HTTP requests': 3,
    'SQL statements': (await shop.statements()) - before.statements,
    'Lambda invocations': shop.invocations() - before.invocations,
  };
};

const [cpu] = cpus();
console.log(
  `${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
);

if (!process.argv.includes('--only-shop')) {
  console.log('Bundles (median of 7 cold imports each):');
  console.table(
    Object.fromEntries(
      measureBundles().map(({ name, kilobytes, importMs }) => [
        name,
        { 'zip kB': kilobytes.toFixed(0), 'import ms': importMs.toFixed(0) },
      ]),
    ),
  );
}

const quiet = await startBench();
await rush(quiet.api, 32, 400); // Warms up: Lambda instances start, plans are cached.
await until('the warm-up is over', async () => (await quiet.mails()) >= 800, PATIENCE_MS);
const results: Record<string, Awaited<ReturnType<typeof round>>> = {};
for (const { customers, orders } of ROUNDS)
  results[`${customers} customers, ${orders} orders`] = await round(quiet, customers, orders);
console.log('Orders through the local stack:');
console.table(results);
const [known] = await quiet.rows<{ id: string }>('select id from orders limit 1');
const asked = await timeOfQuestions(quiet.api, known!.id);
console.log(
  `One question to the public graph: p50 ${percentile(asked, 0.5)}, p99 ${percentile(asked, 0.99)}\n`,
);
await quiet.stop();

const counted = await startBench({ SLS_LOG_LEVEL: 'notice' });
for (let lone = 0; lone < 3; lone++) await loneOrder(counted);
console.log('One order alone, createOrder to DELIVERY_BOOKED:');
console.table([await loneOrder(counted)]);
const invocations = counted.invocations();
await round(counted, 32, 600);
console.log(
  `Lambda invocations an order, with 32 customers: ${((counted.invocations() - invocations) / 600).toFixed(1)}`,
);
await counted.stop();
