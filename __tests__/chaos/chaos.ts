import { setTimeout } from 'node:timers/promises';
import type { Evidence, Fault, Policy } from '../../infra/audit/evidence.ts';
import type { Violation } from '../../infra/audit/invariant.ts';
import { violations } from '../../infra/audit/violations.ts';
import { type Customers, customersOf } from './customers.ts';
import { evidenceOf } from './evidence.ts';
import { heal } from './healing.ts';
import { type Kill, killAndWait, timed } from './kills.ts';
import { type Random, randomOf } from './random.ts';
import { suffer, type Trouble, troubles } from './troubles.ts';
import { startVictim } from './victim.ts';

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
  WATCHDOG_RATE: 'rate(2 minutes)',
  EFFECT_LIMIT: '300',
  SLOT_CAPACITY: '20',
  MAILS_PER_DAY: '50',
};

const POLICY: Policy = {
  slotCapacity: 20,
  mailsPerDay: 50,
  invoicesPerDay: Number.MAX_SAFE_INTEGER,
  claimMs: 95_000,
  statementMs: 10_000,
  healMs: 240_000,
  relayMs: 150_000,
};

type Happening = { kind: 'kill'; part: Kill['part'] } | { kind: 'trouble'; trouble: Trouble };

const happeningsOf = ({ kills, troubles: count }: Plan, random: Random): Happening[] => {
  const killed = (part: Kill['part']) =>
    Array.from({ length: kills[part] }, () => ({ kind: 'kill', part }) as const);
  const some = Array.from(
    { length: count },
    () => ({ kind: 'trouble', trouble: random.pick(troubles) }) as const,
  );
  return random.shuffled<Happening>([...killed('postgres'), ...killed('stack'), ...some]);
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

const theShop = (invariant: string, says: string): Violation => ({ invariant, subject: 'the shop', says });

/** Kills and troubles a shop while customers order, lets it heal, and judges it by what can be seen from outside. */
export const chaos = async (plan: Plan, say: (line: string) => void): Promise<Outcome> => {
  const random = randomOf(plan.seed);
  const victim = await startVictim(ENVIRONMENT);
  const customers = customersOf(victim.shop().api, randomOf(plan.seed + 1));
  const { told } = customers;
  const [faults, kills, met, broken]: [Fault[], Kill[], string[], Violation[]] = [[], [], [], []];
  const began = Date.now();
  const stopCrowd = crowd(customers, plan.rate);

  const happen = async (happening: Happening): Promise<void> => {
    if (happening.kind === 'trouble') {
      met.push(happening.trouble.called);
      faults.push(await suffer(victim, happening.trouble, random));
      return;
    }
    const { part } = happening;
    const from = Date.now();
    const fault: Fault = { what: part === 'stack' ? 'process' : 'database', how: 'kill', from, to: Infinity };
    faults.push(fault);
    kills.push({ part, at: from, acceptedAt: undefined, placedAt: undefined });
    await killAndWait(part, victim, customers, random);
    fault.to = Date.now();
  };

  try {
    for (const [index, happening] of happeningsOf(plan, random).entries()) {
      await setTimeout(random.between(200, 2000));
      if (Date.now() - began > plan.seconds * 1000) break;
      await happen(happening);
      say(
        `${index + 1}: ${happening.kind === 'kill' ? `kill ${happening.part}` : happening.trouble.called}, ${told.length} answers`,
      );
    }
  } catch (error) {
    broken.push(theShop('theShopRecovers', String(error)));
  }
  try {
    await stopCrowd();
    say('no more orders; healing');
    if (!(await heal(victim))) broken.push(theShop('theShopHeals', 'something is still under way'));
    const seen = { isHealed: true, policy: POLICY, told, faults };
    const evidence = await evidenceOf(victim, seen);
    return {
      plan,
      tookMs: Date.now() - began,
      kills: kills.map((kill) => timed(kill, evidence)),
      troubles: met,
      evidence,
      violations: [...broken, ...violations(evidence)],
    };
  } finally {
    await victim.stop();
  }
};
