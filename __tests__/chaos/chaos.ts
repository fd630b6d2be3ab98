import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Evidence, Fault, Policy } from '../../infra/audit/evidence.ts';
import type { Violation } from '../../infra/audit/invariant.ts';
import { isYes, toldOf } from '../../infra/audit/told.ts';
import { violations } from '../../infra/audit/violations.ts';
import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { until } from '../runningShop.ts';
import { type Customers, customersOf } from './customers.ts';
import { evidenceOf, queuesAt } from './evidence.ts';
import { type Random, randomOf } from './random.ts';
import { suffer, type Trouble, troubles } from './troubles.ts';
import { startVictim, type Victim } from './victim.ts';

/** What is to be done to the shop. */
export interface Plan {
  /** How long orders come at the most; kills for which there is no time are left out. */
  seconds: number;
  /** Orders a second. */
  rate: number;
  kills: { postgres: number; stack: number };
  /** Other troubles, each of some seconds. */
  troubles: number;
  seed: number;
}

/** A kill, and when the shop was itself again: the next order accepted, the next one stored. */
export interface Kill {
  part: 'postgres' | 'stack';
  at: number;
  acceptedAt: number | undefined;
  placedAt: number | undefined;
}

/** What came of it. */
export interface Outcome {
  plan: Plan;
  tookMs: number;
  kills: Kill[];
  troubles: string[];
  evidence: Evidence;
  violations: Violation[];
}

// What the shop is started with: the watchdog looks sooner than in a deployed stage, so that minutes are enough.
const ENVIRONMENT = {
  WATCHDOG_RATE: 'rate(1 minute)',
  EFFECT_LIMIT: '90',
  SLOT_CAPACITY: '20',
  MAILS_PER_DAY: '50',
};

const POLICY: Policy = {
  slotCapacity: 20,
  mailsPerDay: 50,
  claimMs: 95_000,
  statementMs: 10_000,
  healMs: 240_000,
  relayMs: 150_000,
};

const RECOVERY_MS = 300_000;
const HEALING_MS = 600_000;

type Event = { kind: 'kill'; part: Kill['part'] } | { kind: 'trouble'; trouble: Trouble };

const eventsOf = ({ kills, troubles: count }: Plan, random: Random): Event[] => {
  const killed = (part: Kill['part']) =>
    Array.from({ length: kills[part] }, () => ({ kind: 'kill', part }) as const);
  const some = Array.from(
    { length: count },
    () => ({ kind: 'trouble', trouble: random.pick(troubles) }) as const,
  );
  return random.shuffled<Event>([...killed('postgres'), ...killed('stack'), ...some]);
};

const killPostgres = async (victim: Victim, random: Random) => {
  await victim.shop().control({ postgres: 'down' });
  await setTimeout(random.between(0, 1500));
  await victim.shop().control({ postgres: 'up' });
};

const killStack = async (victim: Victim, random: Random) => {
  await victim.killStack(random.chance(0.5));
  await victim.startAgain();
};

const isStoredSince = async (victim: Victim, at: number): Promise<boolean> => {
  try {
    const statement = 'select 1 from orders where created_at > to_timestamp($1) limit 1';
    return (await victim.shop().rows(statement, [at / 1000])).length > 0;
  } catch {
    // A connection of before the kill.
    return false;
  }
};

const recovered = async (victim: Victim, { told }: Customers, at: number) => {
  await until(
    'an order is accepted and stored after a kill',
    async () => {
      const isAccepted = toldOf(told, 'createOrder').some((each) => each.at > at && isYes(each));
      return isAccepted && (await isStoredSince(victim, at));
    },
    RECOVERY_MS,
  );
};

const redrive = async ({ place }: Victim) => {
  for (const consumer of Object.keys(subscriptions)) {
    const env = { ...process.env, ...place.env };
    const words = ['infra/operations/redrive.ts', '--consumer', consumer];
    await once(spawn(process.execPath, words, { env, stdio: 'ignore' }), 'exit');
  }
};

const OPEN = `select (select count(*) from orders where status = 'PLACED' or (paid_at is null and status <> 'CANCELLED'))
  + (select count(*) from orders o join deliveries d on d.order_id = o.id where o.status = 'STOCKED' and d.cancelled_at is null)
  + (select count(*) from outbox where published_at is null or stuck)
  + (select count(*) from email_ledger where sent_at is null and state is null) as n`;

/** Waits until nothing is under way any more, as far as that comes true in time; the checker says what does not. */
const heal = async (victim: Victim): Promise<boolean> => {
  await victim.shop().control({});
  const queues = queuesAt(victim.place.ports.QUEUES);
  try {
    await until(
      'nothing is under way',
      async () => {
        const { waiting, dead } = await queues.depth();
        if (dead > 0) await redrive(victim);
        const [row] = await victim.shop().rows<{ n: string }>(OPEN);
        return waiting + dead === 0 && Number(row?.n) === 0;
      },
      HEALING_MS,
    );
    return true;
  } catch {
    return false;
  }
};

/** Lets customers come at a steady rate until told to stop; gives them when the last has left. */
const crowd = (customers: Customers, rate: number) => {
  const stopping = new AbortController();
  const visits: Promise<void>[] = [];
  const coming = (async () => {
    for (let index = 1; !stopping.signal.aborted; index++) {
      visits.push(customers.come(index));
      await setTimeout(1000 / rate);
    }
  })();
  return async () => {
    stopping.abort();
    await coming;
    await Promise.all(visits);
  };
};

/** Kills and troubles a shop while customers order, lets it heal, and judges it by what can be seen from outside. */
export const chaos = async (plan: Plan, say: (line: string) => void): Promise<Outcome> => {
  const random = randomOf(plan.seed);
  const victim = await startVictim(ENVIRONMENT);
  const customers = customersOf(victim.shop().api, randomOf(plan.seed + 1));
  const [faults, kills, met]: [Fault[], Kill[], string[]] = [[], [], []];
  const began = Date.now();
  const stopCrowd = crowd(customers, plan.rate);
  const endsAt = began + plan.seconds * 1000;

  const happen = async (event: Event): Promise<void> => {
    if (event.kind === 'trouble') {
      met.push(event.trouble.called);
      faults.push(await suffer(victim, event.trouble, random));
      return;
    }
    const { part } = event;
    const fault: Fault = {
      what: part === 'stack' ? 'process' : 'database',
      how: 'kill',
      from: Date.now(),
      to: Infinity,
    };
    kills.push({ part, at: fault.from, acceptedAt: undefined, placedAt: undefined });
    faults.push(fault);
    await (part === 'stack' ? killStack : killPostgres)(victim, random);
    await recovered(victim, customers, fault.from);
    fault.to = Date.now();
  };

  const broken: Violation[] = [];
  try {
    for (const [index, event] of eventsOf(plan, random).entries()) {
      await setTimeout(random.between(200, 2000));
      if (Date.now() > endsAt) break;
      try {
        await happen(event);
      } catch (error) {
        broken.push({ invariant: 'theShopRecovers', subject: 'the shop', says: String(error) });
        break;
      }
      if ((index + 1) % 10 === 0)
        say(`${index + 1} done, ${kills.length} kills, ${customers.told.length} answers`);
    }
    await stopCrowd();
    say('no more orders; healing');
    const isHealed = await heal(victim);
    const told = customers.told;
    const evidence = await evidenceOf(victim.shop(), victim.place, {
      isHealed: true,
      policy: POLICY,
      told,
      faults,
    });
    const found = [...broken, ...violations(evidence)];
    if (!isHealed)
      found.push({ invariant: 'theShopHeals', subject: 'the shop', says: 'something is still under way' });
    return {
      plan,
      tookMs: Date.now() - began,
      kills: kills.map((kill) => timed(kill, evidence)),
      troubles: met,
      evidence,
      violations: found,
    };
  } finally {
    await stopCrowd();
    await victim.stop();
  }
};

const firstAfter = (times: readonly number[], at: number): number | undefined =>
  times.reduce<number | undefined>(
    (first, time) => (time > at && (first === undefined || time < first) ? time : first),
    undefined,
  );

const timed = (kill: Kill, { told, orders }: Evidence): Kill => ({
  ...kill,
  acceptedAt: firstAfter(
    toldOf(told, 'createOrder')
      .filter((each) => isYes(each) && each.askedAt > kill.at)
      .map(({ at }) => at),
    kill.at,
  ),
  placedAt: firstAfter(
    orders.map(({ placedAt }) => placedAt),
    kill.at,
  ),
});
