import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { aPlace, type RunningShop, startShop } from '../runningShop.ts';

/** What of the shop can be killed or frozen. */
export type Part = 'postgres' | 'stack' | 'bank' | 'functions';

const LONGEST_CONNECT_MS = 1000;
const LONGEST_QUERY_MS = 60_000;

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

const send = (pids: readonly number[], name: NodeJS.Signals): void => {
  for (const pid of pids)
    try {
      process.kill(pid, name);
    } catch {
      // It has ended by itself.
    }
};

/** A shop of its own, of which each process can be killed (-9) or frozen, and that is started again on what it held. */
export const startVictim = async (env: Record<string, string>) => {
  const place = await aPlace();
  let shop: RunningShop = await startShop(place, env);

  const noted = (part: 'gateway' | 'bank'): number => {
    const file = readFileSync(join(place.directory, 'running.json'), 'utf8');
    return (JSON.parse(file) as Partial<Record<string, { pid: number }>>)[part]?.pid ?? 0;
  };
  const postmaster = (): number =>
    Number(readFileSync(join(place.directory, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  // The gateway leads a group of its own.
  const pidsOf: Record<Part, () => number[]> = {
    postgres: () => [postmaster(), ...childrenOf(postmaster())],
    functions: () => [-noted('gateway')],
    bank: () => [noted('bank')],
    stack: () => [shop.pid, -noted('gateway'), noted('bank')],
  };

  return {
    place,
    shop: () => shop,
    /** Rows of the database as it is now: over a connection of its own, for kept ones may be of before a kill. */
    async rows<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
      const client = new pg.Client({
        host: '127.0.0.1',
        port: place.ports.POSTGRES,
        user: 'webshop',
        database: 'webshop',
        connectionTimeoutMillis: LONGEST_CONNECT_MS,
        query_timeout: LONGEST_QUERY_MS,
      });
      // One that breaks while nothing is asked.
      client.on('error', () => undefined);
      try {
        await client.connect();
        return (await client.query<Row>(sql, values)).rows;
      } finally {
        client.end().catch(() => undefined);
      }
    },
    freeze(part: Part): () => void {
      const pids = pidsOf[part]().filter((pid) => pid !== 0);
      send(pids, 'SIGSTOP');
      return () => send(pids, 'SIGCONT');
    },
    /** Kills the bank; the stack starts it again. */
    killBank: () => send([noted('bank')], 'SIGKILL'),
    /** Kills everything that npm start has started at one moment, and PostgreSQL too where the machine is to die. */
    async killStack(withPostgres: boolean): Promise<void> {
      const others = [-noted('gateway'), noted('bank'), ...(withPostgres ? pidsOf.postgres() : [])];
      send([shop.pid, ...others.filter((pid) => pid !== 0)], 'SIGKILL');
      await shop.kill();
    },
    async startAgain(): Promise<void> {
      shop = await startShop(place, env);
    },
    async stop(): Promise<void> {
      await shop.stop();
      place.remove();
    },
  };
};

/** A shop that can be killed. */
export type Victim = Awaited<ReturnType<typeof startVictim>>;
