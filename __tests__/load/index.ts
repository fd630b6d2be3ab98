import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { disagreements as disagreementsOf } from '../../infra/operations/audit/checks.ts';
import { takePicture } from '../../infra/operations/audit/picture.ts';
import { askDatabaseAt } from '../../infra/operations/privateApi.ts';
import { gatewayLimits } from '../../infra/gatewayLimits.ts';
import { paymentProvider } from '../../src/platform/paymentProvider.ts';
import { aPlace, type RunningShop, startShop, until } from '../runningShop.ts';
import { arrive, orderOnce } from './clients.ts';
import { pictureOf, reportOf, type Step } from './report.ts';
import { manyTries } from './sameKeys.ts';
import { queuesAt, watch } from './watch.ts';

// Drives a shop of its own: rates that rise to five times what the stage takes, or many tries under few keys.

const FOLDER = '.load';
const PATIENCE_MS = 600_000;

const stageTakes = gatewayLimits.find(({ path }) => path === '/createOrder')?.rate ?? 50;

const { values } = parseArgs({
  options: {
    capacity: { type: 'string', default: String(stageTakes) },
    seconds: { type: 'string', default: '20' },
    keys: { type: 'string' },
    times: { type: 'string', default: '100' },
  },
});

const auditOf = async ({ api, bank }: RunningShop): Promise<string[]> => {
  process.env['BANK_URL'] = bank;
  const ask = askDatabaseAt({ url: api, region: 'us-east-1', isLocal: true });
  return disagreementsOf(await takePicture(ask, paymentProvider)).map(
    ({ subject, says }) => `${subject}: ${says}`,
  );
};

/** Waits until nothing is under way any more; every accepted order must have come as far as it can by itself. */
const atRest = async (shop: RunningShop, ids: string[]): Promise<void> => {
  const count = async (from: string) =>
    Number((await shop.rows<{ n: string }>(`select count(*) as n from ${from}`, [ids]))[0]?.n);
  const arrived = `orders where id = any($1) and paid_at is not null and status <> 'PLACED'`;
  const told = `email_ledger where order_id = any($1) and sent_at is not null`;
  await until(
    'every accepted order paid and stocked',
    async () => (await count(arrived)) >= ids.length,
    PATIENCE_MS,
  );
  await until('both mails of each', async () => (await count(told)) >= 2 * ids.length, PATIENCE_MS);
};

const rise = async (shop: RunningShop, queuesPort: number): Promise<void> => {
  const [capacity, seconds] = [Number(values.capacity), Number(values.seconds)];
  const since = performance.now();
  const look = queuesAt(queuesPort);
  const stop = watch(shop.pid, look, since);
  const steps: Step[] = [];
  for (const times of [0.5, 1, 2, 5]) {
    const [rate, at] = [capacity * times, performance.now() - since];
    const first = steps.reduce((sum, { met }) => sum + met.length, 0);
    const met = await arrive({ rate, seconds }, (n) => orderOnce(shop.api, first + n), since);
    steps.push({ name: `${times} ×`, rate, seconds, at, met });
  }
  const last = performance.now();
  const ids = steps.flatMap(({ met }) => met.flatMap(({ orderId }) => orderId ?? []));
  await atRest(shop, ids);
  const restMs = performance.now() - last;
  const looks = await stop();
  const disagreements = await auditOf(shop);
  const run = { steps, looks, restMs, accepted: ids.length, disagreements };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'load.svg'), pictureOf(run));
  writeFileSync(join(FOLDER, 'load.md'), reportOf(run));
  console.log(`${reportOf(run)}\n${FOLDER}/load.md and ${FOLDER}/load.svg are written.`);
  const refused = steps.flatMap(({ met }) => met.filter(({ status }) => status !== 202));
  const unkind = refused.filter(({ status, retryAfter }) => ![429, 503].includes(status) || !retryAfter);
  for (const line of disagreements) console.error(line);
  if (unkind.length > 0)
    console.error(
      `something else than to come again was told: ${unkind.map(({ status }) => status || 'no answer').join()}`,
    );
  if (unkind.length + disagreements.length + (looks.at(-1)?.dead ?? 0) > 0) process.exitCode = 1;
};

const repeat = async (shop: RunningShop, keys: number, times: number): Promise<void> => {
  const began = performance.now();
  const counted = await manyTries(shop, keys, times);
  console.log({ keys, times, seconds: Math.round((performance.now() - began) / 1000), ...counted });
  const { ids, orders, authorisations, captures } = counted;
  if ([ids, orders, authorisations, captures].some((each) => each !== keys)) process.exitCode = 1;
};

// The front door of the shop lets through what `capacity` says; 1 is the stage's own limit.
const limits = { GATEWAY_LIMITS: String(Number(values.capacity) / stageTakes) };
const place = await aPlace();
const shop = await startShop(place, values.keys === undefined ? limits : {});
try {
  if (values.keys === undefined) await rise(shop, place.ports.QUEUES);
  else await repeat(shop, Number(values.keys), Number(values.times));
} finally {
  await shop.stop();
  place.remove();
}
