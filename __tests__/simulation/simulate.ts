import type { Evidence } from '../../infra/audit/evidence.ts';
import type { Violation } from '../../infra/audit/invariant.ts';
import { violations } from '../../infra/audit/violations.ts';
import { oneByOne } from './database/database.ts';
import { overlapping } from './database/overlapping.ts';
import { type SimulatedPostgres, simulatedPostgres } from './database/postgres.ts';
import { openSession } from './database/session.ts';
import { openSlots } from './database/slots.ts';
import { Engine } from './engine/engine.ts';
import type { Happened } from './engine/faults.ts';
import { evidenceOf } from './evidence.ts';
import type { Change } from './lambda/bundle.ts';
import { type Bundles, bundlesOf } from './lambda/bundles.ts';
import { passTime, scheduled } from './schedules.ts';
import { allFaults, faultsAt, type Stage, stageOver } from './stage.ts';

/**
 * Fine: one thing after the other. Coarse: things happen at the same moments, in large batches. Overlap: as fine, and
 * statements are held open in virtual time, so that they run into each other's locks.
 */
export type Mode = 'fine' | 'coarse' | 'overlap';

/** One simulation. */
export interface Wanted {
  seed: number;
  orders: number;
  mode: Mode;
  perSecond: number;
  /** All rates of faults are multiplied by it. */
  trouble: number;
  /** The rates of these faults, where they are not as usual. */
  rates?: Readonly<Record<string, number>> | undefined;
  /** Only these customers come. */
  customers?: ReadonlySet<number> | undefined;
  /** Only these faults happen. */
  only?: ReadonlySet<string> | undefined;
  tell?: ((line: string) => void) | undefined;
}

/** What came of it. */
export interface Simulated {
  violations: Violation[];
  /** The faults that happened, in their order. */
  happened: readonly Happened[];
  fingerprint: string;
  evidence: Evidence;
  /** The customer whom a finding is about. */
  customerIn: (finding: string) => string | undefined;
}

// Nobody looks at the stacks of errors here, and they take time.
Error.stackTraceLimit = 0;

// A Monday.
const START = Date.UTC(2026, 10, 2, 12);
const MINUTE = 60_000;
const NOISE_MS = 60 * MINUTE;

const batchings = {
  fine: { grid: 1, size: undefined, gatherMs: 0 },
  coarse: { grid: 25, size: 10, gatherMs: 50 },
  overlap: { grid: 1, size: undefined, gatherMs: 0 },
};

const engineOf = ({ seed, only, mode, trouble, rates, tell }: Wanted) => {
  const { grid } = batchings[mode];
  return new Engine({ seed, start: START, faults: faultsAt(rates), trouble, only, grid, tell });
};

const migrated = async (postgres: SimulatedPostgres, bundles: Bundles): Promise<string> => {
  const { name, url } = await postgres.fresh();
  const session = await openSession(url, 0);
  const engine = new Engine({ seed: 0, start: START, faults: allFaults, trouble: 0 });
  const { functions } = stageOver(engine, bundles, oneByOne(engine, session), batchings.fine);
  let failure: string | undefined = 'did not end';
  functions.invoke('migrate', {}, '-', (outcome) => {
    failure = 'failure' in outcome ? outcome.failure : undefined;
  });
  await engine.run(START + 10 * MINUTE, () => failure === undefined);
  await session.end();
  if (failure) throw new Error(`The migrations failed: ${failure}`);
  return name;
};

/** The database of one simulation: how statements are run, and a connection of those who look at it in the end. */
const databaseOf = async (postgres: SimulatedPostgres, template: string, { seed, mode }: Wanted) => {
  const { url, drop } = await postgres.fresh(template);
  const session = await openSession(url, seed);
  const slots = mode === 'overlap' ? await openSlots(url, seed) : undefined;
  return {
    session,
    executeFor: (engine: Engine) => (slots ? overlapping(engine, slots) : oneByOne(engine, session)),
    async close() {
      await slots?.end();
      await session.end();
      await drop();
    },
  };
};

const inviteAll = (engine: Engine, { people }: Stage, { orders, perSecond, customers }: Wanted) => {
  for (let nth = 0; nth < orders; nth++) {
    if (customers && !customers.has(nth)) continue;
    const name = `c${nth}`;
    people.invite(name, (nth * 1000) / perSecond + engine.between(`${name} comes`, 0, 1000));
  }
  return (orders * 1000) / perSecond;
};

const simulate = async (
  postgres: SimulatedPostgres,
  bundles: Bundles,
  template: string,
  wanted: Wanted,
): Promise<Simulated> => {
  const database = await databaseOf(postgres, template, wanted);
  try {
    const engine = engineOf(wanted);
    const stage = stageOver(engine, bundles, database.executeFor(engine), batchings[wanted.mode]);
    const arrivingMs = inviteAll(engine, stage, wanted);
    await passTime(engine, stage, scheduled(engine, stage, bundles.facts), arrivingMs + NOISE_MS);
    const evidence = await evidenceOf(engine, stage, database.session);
    engine.trace(`ORDERS ${JSON.stringify(evidence.orders)}`);
    return {
      violations: violations(evidence),
      happened: engine.happened,
      fingerprint: engine.fingerprint(),
      evidence,
      customerIn: stage.subjects.customerIn,
    };
  } finally {
    await database.close();
  }
};

/** A simulator, with these changes to the sources of the project; it runs one simulation after the other. */
export const openSimulator = async ({ changes = [] as readonly Change[], isReal = false } = {}) => {
  const bundles = await bundlesOf(changes, isReal);
  const postgres = await simulatedPostgres();
  try {
    const template = await migrated(postgres, bundles);
    return {
      simulate: (wanted: Wanted) => simulate(postgres, bundles, template, wanted),
      stop: () => postgres.stop(),
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
};

export type Simulator = Awaited<ReturnType<typeof openSimulator>>;
