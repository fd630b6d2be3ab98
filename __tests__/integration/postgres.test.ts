import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Client } from 'pg';
import { startPostgres } from '../../infra/postgres/postgres.ts';
import { temporaryDirectory } from './dataApiStage.ts';

const { directory, remove } = temporaryDirectory();
const stops: (() => unknown)[] = [];
afterEach(async () => {
  while (stops.length) await stops.pop()?.();
});
afterAll(remove);

const start = async (port = 0) => {
  const postgres = await startPostgres({ directory, port });
  stops.push(() => postgres.stop());
  return postgres;
};

const connect = async (url: string) => {
  const client = new Client(url);
  // Some of these connections are cut on purpose.
  client.on('error', () => undefined);
  await client.connect();
  stops.push(() => client.end().catch(() => undefined));
  return client;
};

const postmaster = () =>
  Number(readFileSync(join(directory, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A zombie, which nobody may reap in a container, does not run.
  const file = `/proc/${pid}/stat`;
  return !existsSync(file) || !readFileSync(file, 'utf8').includes(') Z');
};

/** Another process that runs PostgreSQL on our data and stops it on Ctrl-C. */
const startElsewhere = async (): Promise<{ owner: ChildProcess; url: string }> => {
  const source = `
    const { startPostgres } = await import(${JSON.stringify(resolve('infra/postgres/postgres.ts'))});
    const postgres = await startPostgres({ directory: ${JSON.stringify(directory)}, port: 0 });
    process.on('SIGINT', async () => { await postgres.stop(); process.exit(); });
    setInterval(() => undefined, 1000);
    console.log(postgres.url);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', source], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  stops.push(() => owner.kill('SIGKILL'));
  const [url] = (await once(owner.stdout!, 'data')) as [Buffer];
  return { owner, url: `${url}`.trim() };
};

test('the database keeps what it holds from one run to the next', async () => {
  const first = await start();
  const client = await connect(first.url);
  await client.query(`create table plant as select 'Lush bracken, ñ 🌱' as name`);
  await client.end();
  await first.stop();
  const second = await start();
  expect((await (await connect(second.url)).query('select name from plant')).rows).toEqual([
    { name: 'Lush bracken, ñ 🌱' },
  ]);
});

test('a commit that was acknowledged survives kill -9 of every process of the database', async () => {
  const { url } = await start();
  const client = await connect(url);
  await client.query('create table booking (n int)');
  const { rows } = await client.query<{ pid: number }>('select pid from pg_stat_activity');
  const main = postmaster();
  await client.query('insert into booking values (1)');
  for (const pid of [main, ...rows.map((row) => row.pid)]) process.kill(pid, 'SIGKILL');
  while (runs(main)) await setImmediate();
  const again = await start();
  expect((await (await connect(again.url)).query('select n from booking')).rows).toEqual([{ n: 1 }]);
});

test('the next run takes over from one that was killed, and ends the database it left behind', async () => {
  const { owner, url } = await startElsewhere();
  const client = await connect(url);
  await client.query('create table orphaned (n int)');
  const orphan = postmaster();
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  expect(runs(orphan)).toBe(true);
  const heir = await start();
  expect(runs(orphan)).toBe(false);
  expect((await (await connect(heir.url)).query('select n from orphaned')).rows).toEqual([]);
});

test('a run does not take the database away from another run that lives', async () => {
  const { owner, url } = await startElsewhere();
  await expect(start()).rejects.toThrow(`in use by process ${owner.pid}`);
  await expect((await connect(url)).query('select 1')).resolves.toBeDefined();
});

test('Ctrl-C reaches the owner alone, which then stops the database', async () => {
  const { owner } = await startElsewhere();
  const database = postmaster();
  // As a terminal does: to the whole foreground group.
  process.kill(-owner.pid!, 'SIGINT');
  await once(owner, 'exit');
  expect(runs(database)).toBe(false);
  expect(readFileSync(join(directory, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\n$/);
});

test('a process that took over the number of a killed database is left alone', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  stops.push(() => stranger.kill());
  await (await start()).stop();
  const file = [stranger.pid, join(directory, 'data'), 1, 1, '', '127.0.0.1', '0 0', 'ready', ''];
  writeFileSync(join(directory, 'data', 'postmaster.pid'), file.join('\n'));
  await connect((await start()).url);
  expect(runs(stranger.pid!)).toBe(true);
});

test('a taken port is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  stops.push(() => other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(start(port)).rejects.toThrow(`Port ${port} `);
});

test('without a password one gets the shop, and no power over the machine', async () => {
  const { url } = await start();
  const client = await connect(url);
  await expect(client.query(`copy (select 1) to program 'true'`)).rejects.toThrow('permission denied');
  await expect(connect(url.replace('webshop@', 'postgres@'))).rejects.toThrow('no pg_hba.conf entry');
});
