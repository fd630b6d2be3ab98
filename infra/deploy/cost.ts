import { costsOf } from './costs.ts';
import counted from './counts.json' with { type: 'json' };
import prices from './prices.json' with { type: 'json' };

const ORDERS = 10_000;

const inDollars = (dollars: number): string => `$${dollars.toFixed(3)}`;

console.log(
  `${ORDERS.toLocaleString('en')} orders, createOrder to DELIVERY_BOOKED, at list price (${prices.date}).`,
);
console.log(`Prices: ${prices.source}.`);
console.log(`Counts: ${counted.how}, ${counted.date} (npm run cost:count).\n`);

const columns = Object.entries(counted.anOrder).map(([load, counts]) => {
  const costs = costsOf(counts, ORDERS);
  const total = Object.values(costs).reduce((sum, each) => sum + each, 0);
  const shown: Record<string, number> = { ...costs, total };
  return { load, costs: shown, perMillion: (total / ORDERS) * 1e6 };
});
const rows = Object.keys(columns[0]?.costs ?? {}).map((what) => [
  what,
  Object.fromEntries(columns.map(({ load, costs }) => [load, inDollars(costs[what] ?? 0)])),
]);
console.table(Object.fromEntries(rows));
for (const { load, perMillion } of columns)
  console.log(`${load}: $${perMillion.toFixed(2)} per million orders`);
console.log(`\nOn top, whether anybody orders or not: the database at ${inDollars(prices.auroraCapacityUnitHour)} a
capacity unit and hour (prod: at least ${inDollars(0.5 * prices.auroraCapacityUnitHour * 730)} a month; other stages pause), an
alarm at ${inDollars(prices.alarmMonth)} a month, X-Ray's traces, custom metrics, secrets,\nstorage of logs, archive and database, and the empty receives of queues that nobody writes to.`);
