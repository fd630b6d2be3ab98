import type { Engine } from './engine/engine.ts';
import type { FunctionFacts } from './lambda/functions.ts';
import type { Stage } from './stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const everyMs: Record<string, number> = { relay: MINUTE };
const STANDARD_MS = 5 * MINUTE;

/** The functions that ring by themselves, and how they are rung. */
export const scheduled = (engine: Engine, { functions }: Stage, facts: readonly FunctionFacts[]) => {
  const names = facts.filter(({ isScheduled }) => isScheduled).map(({ name }) => name);
  const ring = (name: string) => {
    const site = `${name}|${engine.nth(`schedule ${name}`)}`;
    if (engine.fault('scheduleMissed', site, '')) return;
    functions.invoke(name, { source: 'aws.scheduler' }, '-', () => undefined);
  };
  return {
    ringAll: () => names.forEach(ring),
    /** Rings each as often as prod does, until that time. */
    keepRinging(until: number) {
      const again = (name: string) =>
        engine.after(everyMs[name] ?? STANDARD_MS, `rings ${name}`, () => {
          ring(name);
          if (engine.now < until) again(name);
        });
      names.forEach(again);
    },
  };
};

const HEALING_MS = 110 * MINUTE;
const PATIENCE_MS = 48 * HOUR;

const isCalm = ({ people, parties, queues }: Stage) =>
  !people.isBusy() &&
  parties.every((party) => party.isCalm?.() ?? true) &&
  [...queues.values()].every((queue) => queue.waiting().length === 0);

const redrive = ({ queues }: Stage) =>
  [...queues.values()].reduce((count, queue) => count + queue.redrive(), 0);

/**
 * Lets a simulation happen: so long with faults, then without until all has healed; then an operator puts the dead
 * letters back (before that, reconciliation lets nothing go), and time passes until all has ended that ends by itself.
 */
export const passTime = async (
  engine: Engine,
  stage: Stage,
  { ringAll, keepRinging }: ReturnType<typeof scheduled>,
  noisyMs: number,
): Promise<void> => {
  const noisyUntil = engine.now + noisyMs;
  keepRinging(noisyUntil);
  await engine.run(noisyUntil);
  engine.isQuiet = true;
  engine.trace('QUIET');
  const pass = async (ms: number, step: number) => {
    for (const until = engine.now + ms; engine.now < until;) {
      ringAll();
      await engine.run(engine.now + step);
    }
  };
  const redriveAll = async () => {
    if (redrive(stage) > 0) await pass(30 * MINUTE, 5 * MINUTE);
  };
  await pass(HEALING_MS, 5 * MINUTE);
  await redriveAll();
  for (const until = engine.now + PATIENCE_MS; engine.now < until && !isCalm(stage);) await pass(HOUR, HOUR);
  // Customers may have come back meanwhile.
  await redriveAll();
  await pass(10 * MINUTE, 5 * MINUTE);
};
