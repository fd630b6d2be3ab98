import { writeFileSync } from 'node:fs';
import { options } from './options.ts';
import { shrink, type Story, wantedBy } from './shrink.ts';
import { openSimulator, type Simulated, type Simulator, type Wanted } from './simulate.ts';
import { faultInWords, toldInWords } from './story.ts';
import { allSafeguards, changesWithout, checkThatAllFit } from './without.ts';

const asked = options();
const PER_SECOND = 20;

/** Many small fine ones, some large coarse ones, some whose statements overlap. */
const mixOf = (seed: number): Pick<Wanted, 'orders' | 'mode'> => {
  // A thousand at once fill the queues: what waits there for minutes looks to the checker as if it were lost.
  if (seed % 10 === 0) return { orders: 300, mode: 'coarse' };
  return seed % 10 === 5 ? { orders: 60, mode: 'overlap' } : { orders: 200, mode: 'fine' };
};

const reportOf = (
  { seed, mode }: Wanted,
  { violations, happened, fingerprint, evidence }: Simulated,
  ms: number,
) =>
  `seed ${seed}, ${mode}: ${evidence.orders.length} orders, ${happened.length} faults, ${violations.length} violations, ` +
  `${Math.round(ms)} ms of CPU, ${fingerprint.slice(0, 12)}`;

const replay = async (simulator: Simulator, wanted: Wanted): Promise<string[]> => {
  const lines: string[] = [];
  await simulator.simulate({ ...wanted, tell: (line) => lines.push(line) });
  return lines;
};

const tellStory = async (simulator: Simulator, story: Story): Promise<void> => {
  console.log(`\nThe shortest story that breaks "${story.invariant}":`);
  for (const line of toldInWords(await replay(simulator, wantedBy(story)))) console.log(line);
  console.log(`\nIts faults:`);
  for (const fault of story.faults) console.log(`  ${faultInWords(fault)}`);
  console.log(`\nIt is kept as __tests__/simulation/stories/NAME.json, once what it found is mended:`);
  console.log(JSON.stringify(story, null, 2));
};

const look = async (simulator: Simulator, seed: number): Promise<boolean> => {
  const begun = process.cpuUsage();
  const { orders, mode, trouble, rates } = asked;
  const size = asked.isMix ? mixOf(seed) : { orders, mode };
  const wanted: Wanted = { seed, ...size, trouble, rates, perSecond: PER_SECOND };
  const simulated = await simulator.simulate(wanted);
  console.log(reportOf(wanted, simulated, process.cpuUsage(begun).user / 1000));
  for (const { invariant, subject, says } of simulated.violations)
    console.log(`  ${invariant} · ${subject}: ${says}`);
  const [violation] = simulated.violations;
  if (violation && !asked.isWhole)
    await tellStory(simulator, await shrink(simulator, wanted, { violation, simulated }));
  if (asked.trace) writeFileSync(asked.trace, (await replay(simulator, wanted)).join(''));
  return violation === undefined;
};

const run = async (): Promise<void> => {
  const simulator = await openSimulator({ changes: changesWithout(asked.without), isReal: asked.isReal });
  try {
    for (let seed = asked.first; seed <= asked.last && performance.now() < asked.until; seed++)
      if (!(await look(simulator, seed))) process.exitCode = 1;
  } finally {
    await simulator.stop();
  }
};

if (asked.isList) {
  checkThatAllFit();
  for (const [name, { what }] of Object.entries(allSafeguards)) console.log(`${name}: ${what}`);
} else if (!asked.isHelp) await run();
