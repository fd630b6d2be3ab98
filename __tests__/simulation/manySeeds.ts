import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `Simulates as many seeds as there is time for, in all modes, one process a core: half of them always the same seeds,
the others fresh ones. Ends with 1 where one breaks a promise; its story is told.

  npm run simulate:many -- --minutes 4 --processes 2 --from 123456`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '4' },
    processes: { type: 'string', default: '2' },
    from: { type: 'string', default: String(Math.floor(Date.now() / 1000) % 1_000_000) },
    help: { type: 'boolean', default: false },
  },
});

const SEED = /^seed \d+, \w+: (\d+) orders, (\d+) faults, (\d+) violations/;

/** Runs one process; tells what it printed, but for seeds that held, and gives what they add up to. */
const run = async (first: number) => {
  const words = ['--mix', '--minutes', values.minutes, '--seed', String(first)];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'index.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number>((done) => child.once('close', (status) => done(status ?? 1)));
  const sums = { seeds: 0, orders: 0, faults: 0, violations: 0, first };
  for await (const line of createInterface(child.stdout)) {
    const [, orders, faults, violations] = SEED.exec(line) ?? [];
    if (orders === undefined || violations !== '0') console.log(line);
    if (orders === undefined) continue;
    sums.seeds++;
    sums.orders += Number(orders);
    sums.faults += Number(faults);
    sums.violations += Number(violations);
  }
  return { ...sums, status: await ended };
};

/** Every second process begins with the same seed each time. */
const firstOf = (nth: number) => (nth % 2 === 0 ? 1 : Number(values.from)) + Math.floor(nth / 2) * 1_000_000;

if (values.help) console.log(USAGE);
else {
  const begun = performance.now();
  const all = await Promise.all(
    Array.from({ length: Number(values.processes) }, (_, nth) => run(firstOf(nth))),
  );
  const seconds = (performance.now() - begun) / 1000;
  let orders = 0;
  for (const each of all) {
    orders += each.orders;
    console.log(
      `seeds ${each.first}..${each.first + each.seeds - 1}: ${each.orders} orders, ${each.faults} faults, ${each.violations} violations`,
    );
    if (each.status !== 0) process.exitCode = 1;
  }
  console.log(`${orders} orders in ${Math.round(seconds)} s, ${(orders / seconds).toFixed(1)} a second`);
}
