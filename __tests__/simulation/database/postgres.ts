import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../../infra/postgres/postgres.ts';

// Nothing has to survive, nothing happens by itself (it would change plans, and with them the order of rows), and who
// waits for a lock is soon found.
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  checkpoint_timeout: '1d',
  max_wal_size: '1GB',
  max_parallel_workers_per_gather: '0',
  synchronize_seqscans: 'off',
  deadlock_timeout: '2ms',
  log_min_messages: 'fatal',
  log_min_error_statement: 'panic',
};

/** now() and gen_random_uuid() as the simulation says: they are found before those of pg_catalog. */
const CLOCK = `
create schema sim;
create function sim.now() returns timestamptz language sql stable parallel safe as
  $$ select current_setting('sim.now')::timestamptz $$;
create sequence sim.uuids;
create function sim.gen_random_uuid() returns uuid language sql volatile as $$
  select overlay(overlay(md5(current_setting('sim.seed') || nextval('sim.uuids'))
    placing '4' from 13) placing 'a' from 17)::uuid $$;`;

const DATABASE = /\/webshop$/;
const EMPTY = 'sim_empty';

const asked = async (url: string, ...statements: string[]) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A PostgreSQL for simulations: `fresh` gives an empty database with the simulation's clock, or a copy of another one. */
export const simulatedPostgres = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'webshop-simulation-'));
  const postgres = await startPostgres({ directory, port: 0, settings: SETTINGS });
  const urlOf = (name: string) => postgres.url.replace(DATABASE, `/${name}`);
  let made = 0;
  await asked(postgres.url, `create database ${EMPTY}`);
  await asked(urlOf(EMPTY), CLOCK);
  return {
    async fresh(from = EMPTY) {
      const name = `sim_${++made}`;
      await asked(postgres.url, `create database ${name} template ${from} strategy file_copy`);
      const drop = () => asked(postgres.url, `drop database ${name} with (force)`);
      return { name, url: urlOf(name), drop };
    },
    async stop() {
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

export type SimulatedPostgres = Awaited<ReturnType<typeof simulatedPostgres>>;
