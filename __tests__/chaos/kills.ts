import { setTimeout } from 'node:timers/promises';
import type { Evidence } from '../../infra/audit/evidence.ts';
import { isYes, toldOf } from '../../infra/audit/told.ts';
import { until } from '../runningShop.ts';
import type { Customers } from './customers.ts';
import type { Random } from './random.ts';
import type { Victim } from './victim.ts';

const RECOVERY_MS = 300_000;

/** A kill, and when the shop was itself again: the next order accepted, the next one stored. */
export interface Kill {
  part: 'postgres' | 'stack';
  at: number;
  acceptedAt: number | undefined;
  placedAt: number | undefined;
}

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
    return (await victim.rows(statement, [at / 1000])).length > 0;
  } catch {
    // It is not up yet.
    return false;
  }
};

const recovered = async (victim: Victim, { told }: Customers, at: number): Promise<void> => {
  await until(
    'an order is accepted and stored after a kill',
    async () => {
      const isAccepted = toldOf(told, 'createOrder').some((each) => each.askedAt > at && isYes(each));
      return isAccepted && (await isStoredSince(victim, at));
    },
    RECOVERY_MS,
  );
};

/** Kills a part of the shop, starts it again, and waits until an order is accepted and stored. */
export const killAndWait = async (
  part: Kill['part'],
  victim: Victim,
  customers: Customers,
  random: Random,
): Promise<void> => {
  const at = Date.now();
  await (part === 'stack' ? killStack : killPostgres)(victim, random);
  await recovered(victim, customers, at);
};

const firstAfter = (times: readonly number[], at: number): number | undefined =>
  times.reduce<number | undefined>(
    (first, time) => (time > at && (first === undefined || time < first) ? time : first),
    undefined,
  );

/** The kill with the moments of its recovery, as told and as stored. */
export const timed = (kill: Kill, { told, orders }: Evidence): Kill => ({
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
