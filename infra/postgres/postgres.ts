import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createDatabase, type PostgresPlace } from './data.ts';
import { LAUNCHER, endOrphan, endPostmaster, postmasterOf } from './process.ts';
import { postgresPrograms } from './package.ts';
import { postgresUser } from './user.ts';
import { HOST } from '../localPlaces.ts';

/** A PostgreSQL that runs: its address for clients, its port, and how to stop it, or kill it as a crash does. */
export type RunningPostgres = { url: string; port: number; stop(): Promise<void>; kill(): Promise<void> };

const SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_connections: '100',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
  io_method: 'sync',
  jit: 'off',
  log_checkpoints: 'off',
};

/** The port itself, or a free one for 0; rejects when another program listens there. */
const claimPort = (port: number): Promise<number> =>
  new Promise((done, refuse) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      refuse(error.code === 'EADDRINUSE' ? new Error(`Port ${port} for PostgreSQL is taken`) : error),
    );
    probe.listen(port, HOST, () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : port));
    });
  });

type Settings = Readonly<Record<string, string>>;

const launch = (
  { user, programs, directory, data, log }: PostgresPlace,
  port: number,
  more: Settings,
): ChildProcess => {
  const settings = { ...SETTINGS, ...more, port: `${port}`, [LAUNCHER]: `${process.pid}` };
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [first = '', ...rest] = [...user.prefix, programs.postgres, '-D', data, ...words];
  const output = openSync(log, 'a');
  const { uid, gid } = user;
  // Detached, for Ctrl-C goes to the whole foreground group, and the database must be the last to leave.
  const options = { cwd: directory, env: programs.env, uid, gid, detached: true, windowsHide: true } as const;
  const child = spawn(first, rest, { ...options, stdio: ['ignore', output, output] });
  closeSync(output);
  return child;
};

const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

const isReady = async (child: ChildProcess, data: string): Promise<boolean> => {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  for (; !hasEnded(child); await wait(5)) {
    const postmaster = postmasterOf(data);
    if (postmaster?.pid === child.pid && postmaster?.ready) return true;
  }
  if (failure) throw failure;
  return false;
};

const launchUntilReady = async (
  place: PostgresPlace,
  port: number,
  more: Settings,
): Promise<ChildProcess> => {
  const before = existsSync(place.log) ? readFileSync(place.log, 'utf8').length : 0;
  for (const end = Date.now() + 10_000; ; await wait(100)) {
    const child = launch(place, port, more);
    if (await isReady(child, place.data)) return child;
    const said = readFileSync(place.log, 'utf8').slice(before);
    // The children of a killed postmaster take a moment to notice.
    if (/pre-existing shared memory block/.test(said) && Date.now() < end) continue;
    if (/Address already in use/.test(said)) throw new Error(`Port ${port} for PostgreSQL is taken`);
    const tail = said.trimEnd().split('\n').slice(-15).join('\n');
    throw new Error(`PostgreSQL did not start on port ${port}; ${place.log} ends with\n${tail}`);
  }
};

/**
 * Starts a PostgreSQL with an empty database `webshop` on the first run, and with what it held afterwards.
 * Everything it keeps lies in `directory`; it listens on 127.0.0.1 only; port 0 takes a free one; `settings` come before its own.
 * Rejects when the port is taken (naming it), the data are in use, or PostgreSQL fails (with its log).
 */
export const startPostgres = async (options: {
  directory: string;
  port: number;
  settings?: Settings;
}): Promise<RunningPostgres> => {
  const directory = resolve(options.directory);
  mkdirSync(directory, { recursive: true });
  const data = join(directory, 'data');
  const programs = postgresPrograms(directory);
  await endOrphan(data, programs.pgCtl);
  const port = await claimPort(options.port);
  const place = {
    directory,
    data,
    log: join(directory, 'postgres.log'),
    programs,
    user: postgresUser(programs, directory),
  };
  if (!existsSync(data)) createDatabase(place);
  const child = await launchUntilReady(place, port, options.settings ?? {});
  const pid = child.pid ?? 0;
  // Also when the parent fails without having called stop().
  const onExit = () => process.kill(pid, 'SIGINT');
  process.once('exit', onExit);
  child.once('exit', () => process.removeListener('exit', onExit));
  const stop = () => endPostmaster(pid, programs.pgCtl, () => hasEnded(child));
  const kill = async () => {
    if (hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return { url: `postgres://webshop@${HOST}:${port}/webshop`, port, stop, kill };
};
