import { parseArgs } from 'node:util';
import { openSimulator, type Simulated } from './simulate.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    orders: { type: 'string', default: '200' },
    coarse: { type: 'boolean', default: false },
    trouble: { type: 'string', default: '1' },
    trace: { type: 'string' },
  },
});

const lines: string[] = [];
const seeds = values.seeds?.split('..').map(Number) ?? [Number(values.seed), Number(values.seed)];
const tell = (seed: number, { violations, happened, fingerprint }: Simulated, ms: number) => {
  console.log(`seed ${seed}: ${violations.length} violations, ${happened.length} faults, ${Math.round(ms)} ms, ${fingerprint.slice(0, 12)}`);
  for (const { invariant, subject, says } of violations.slice(0, 10)) console.log(`  ${invariant} · ${subject}: ${says}`);
};

const started = performance.now();
const simulator = await openSimulator();
console.log(`ready after ${Math.round(performance.now() - started)} ms`);
try {
  for (let seed = seeds[0]!; seed <= seeds[1]!; seed++) {
    const begun = performance.now();
    const result = await simulator.simulate({
      seed,
      orders: Number(values.orders),
      isCoarse: values.coarse,
      perSecond: 20,
      trouble: Number(values.trouble),
      tell: values.trace ? (line) => lines.push(line) : undefined,
    });
    tell(seed, result, performance.now() - begun);
    const count = (list: readonly object[], of: string) => Object.entries(Object.groupBy(list as Record<string, string>[], (each) => each[of]!)).map(([k, v]) => `${k} ${v!.length}`).join(', ');
    console.log('  orders', count(result.evidence.orders, 'status'), '| bank', count(result.evidence.bank, 'status'), '| mails', result.evidence.mailbox.length, '| dlq', result.evidence.deadLetters.length, '| queued', result.evidence.queued.length, '| stuck', result.evidence.outbox.filter((e) => e.isStuck).length, new Date(result.evidence.now).toISOString());
  }
} finally {
  await simulator.stop();
  if (values.trace) (await import('node:fs')).writeFileSync(values.trace, lines.join(''));
}
