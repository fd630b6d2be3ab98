import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type * as z from 'zod/mini';
import type { AllOrders } from '../infra/local/control/faults.ts';
import { freePorts } from './freePorts.ts';

const PARTS = [
  'SHOP',
  'GATEWAY',
  'LAMBDA',
  'MAILBOX',
  'SMTP',
  'EVENTS',
  'CONTROL',
  'QUEUES',
  'DATA_API',
  'POSTGRES',
  'BANK',
] as const;

const PATIENCE_MS = 240_000;
const LONG_LOOK_MS = 250;

/** Waits for a condition; rejects with what it last saw when that does not come true in time. */
export const until = async <Value>(
  what: string,
  look: () => Promise<Value | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<Value> => {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const since = Date.now();
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > giveUpAt) throw new Error(`${what}: not within ${patienceMs / 1000} s`);
    // Who looks by starting a program looks less often, or would take the time of those that it waits for.
    const tookMs = Date.now() - since;
    await setTimeout(tookMs < LONG_LOOK_MS ? 50 : 3 * tookMs);
  }
};

/** Where a shop of a test lives: its own ports and its own data, which outlive a crash of it. */
export const aPlace = async () => {
  const numbers = await freePorts(PARTS.length);
  const ports = Object.fromEntries(PARTS.map((part, index) => [part, numbers[index]])) as Record<
    (typeof PARTS)[number],
    number
  >;
  const directory = mkdtempSync(join(tmpdir(), 'webshop-run-'));
  const env = {
    ...Object.fromEntries(PARTS.map((part) => [`${part}_PORT`, String(ports[part])])),
    DATA_DIRECTORY: directory,
  };
  return { ports, directory, env, remove: () => rmSync(directory, { recursive: true, force: true }) };
};

type Place = Awaited<ReturnType<typeof aPlace>>;

/** Resolves when the shop that a process starts is ready; rejects with what that said when it ends before. */
export const whenReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: Buffer) => {
      said += text.toString();
      if (said.includes('is ready')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`the shop did not start: ${said}`)));
  });

/** Starts the shop in a place as `npm start` does. `env` changes its settings. */
export const startShop = async (
  { ports, directory, env: place }: Place,
  env: Record<string, string> = {},
) => {
  const child = spawn(process.execPath, ['infra/local/start.ts'], {
    env: { ...process.env, ...place, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => child.kill('SIGINT');
  process.once('exit', endWithUs);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await whenReady(child);
  const at = (part: (typeof PARTS)[number]) => `http://127.0.0.1:${ports[part]}`;
  const pool = new pg.Pool({
    host: '127.0.0.1',
    port: ports.POSTGRES,
    user: 'webshop',
    database: 'webshop',
    max: 2,
  });
  // A killed PostgreSQL is part of some tests.
  pool.on('error', () => undefined);
  const end = async (signal: NodeJS.Signals) => {
    if (pool.ended) return;
    process.removeListener('exit', endWithUs);
    await pool.end();
    child.kill(signal);
    await ended;
  };
  return {
    pid: child.pid ?? 0,
    api: `${at('SHOP')}/api`,
    shop: at('SHOP'),
    mailbox: at('MAILBOX'),
    /** Tells the local AWS what goes wrong from now on (infra/local/control/faults.ts); `{}` is nothing. */
    control: async (orders: z.input<typeof AllOrders>): Promise<void> => {
      const headers = { 'x-local-control': 'yes', 'content-type': 'application/json' };
      const answer = await fetch(at('CONTROL'), { method: 'PUT', headers, body: JSON.stringify(orders) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    dataApi: at('DATA_API'),
    bank: at('BANK'),
    rows: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
      (await pool.query<Row>(sql, values)).rows,
    /** The log lines of the functions. */
    log: () =>
      readFileSync(join(directory, 'shop.log'), 'utf8')
        .split('\n')
        .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : [])),
    /** How often the emulator invoked a function; only with SLS_LOG_LEVEL=notice. */
    invocations: () =>
      (readFileSync(join(directory, 'serverless.log'), 'utf8').match(/\(λ: \w+\)/g) ?? []).length,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  };
};

export type RunningShop = Awaited<ReturnType<typeof startShop>>;
