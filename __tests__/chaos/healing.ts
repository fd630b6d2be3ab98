import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { until } from '../runningShop.ts';
import { queuesAt } from './queues.ts';
import type { Victim } from './victim.ts';

const HEALING_MS = 1_200_000;

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
export const heal = async (victim: Victim): Promise<boolean> => {
  const queues = queuesAt(victim.place.ports.QUEUES);
  try {
    await victim.shop().control({});
    await until(
      'nothing is under way',
      async () => {
        const { waiting, dead } = await queues.depth();
        if (dead > 0) await redrive(victim);
        const [row] = await victim.rows<{ n: string }>(OPEN);
        return waiting + dead === 0 && Number(row?.n) === 0;
      },
      HEALING_MS,
    );
    return true;
  } catch {
    return false;
  }
};
