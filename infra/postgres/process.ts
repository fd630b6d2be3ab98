import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The setting by which a postmaster's command line names the process that launched it. */
export const LAUNCHER = 'webshop.launcher';

// A postmaster that starts removes the file of the one before: to look first whether it is there would not do.
const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

const lines = (file: string): string[] => textOf(file).split('\n');

/** The id of the postmaster that holds `data`, living or not, and whether it takes connections. */
export const postmasterOf = (data: string): { pid: number; ready: boolean } | undefined => {
  const file = lines(join(data, 'postmaster.pid'));
  const pid = Number(file[0]);
  return pid > 1 ? { pid, ready: file[7]?.trim() === 'ready' } : undefined;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const describe = (pid: number): { command: string; parent: number } => {
  if (existsSync('/proc/self/stat')) {
    const stat = textOf(`/proc/${pid}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { command: textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' '), parent };
  }
  const answer = execFileSync('ps', ['-o', 'ppid=,args=', '-ww', '-p', `${pid}`], {
    encoding: 'utf8',
  }).trim();
  return { command: `${answer.slice(answer.indexOf(' ') + 1)} `, parent: Number.parseInt(answer, 10) };
};

const signal = (pid: number, name: 'INT' | 'QUIT' | 'KILL', pgCtl: string): void => {
  if (!isAlive(pid)) return;
  // Windows has no signals: pg_ctl delivers them through a pipe of PostgreSQL's own.
  if (process.platform === 'win32') execFileSync(pgCtl, ['kill', name, `${pid}`]);
  else process.kill(pid, `SIG${name}`);
};

const gone = async (isGone: () => boolean, milliseconds: number): Promise<boolean> => {
  for (const end = Date.now() + milliseconds; Date.now() < end; await wait(10)) if (isGone()) return true;
  return isGone();
};

/** Ends a postmaster: fast (open transactions are rolled back), then at once, then by force. */
export const endPostmaster = async (pid: number, pgCtl: string, isGone: () => boolean): Promise<void> => {
  for (const name of ['INT', 'QUIT', 'KILL'] as const) {
    signal(pid, name, pgCtl);
    if (await gone(isGone, 5_000)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) does not end`);
};

/**
 * PostgreSQL does not start while any process has the number in postmaster.pid, be it a stranger after a
 * reboot or one that nobody reaps. It passes over its own parent, and still checks by the rest of the file
 * that no child of the killed postmaster writes to the data any more.
 */
const disown = (data: string, pid: number): void => {
  if (postmasterOf(data)?.pid !== pid) return;
  const file = join(data, 'postmaster.pid');
  writeFileSync(file, [process.pid, ...lines(file).slice(1)].join('\n'));
};

/**
 * Ends the postmaster that a killed run left behind in `data`, and no other process: its command line must
 * name our data. Throws when the run that launched it is still there.
 */
export const endOrphan = async (data: string, pgCtl: string): Promise<void> => {
  const pid = postmasterOf(data)?.pid;
  if (pid === undefined || !isAlive(pid) || process.platform === 'win32') return;
  const { command, parent } = describe(pid);
  if (command.includes(`-D ${data} `)) {
    if (command.includes(`${LAUNCHER}=${parent} `))
      throw new Error(`The database in ${data} is in use by process ${parent}: stop that first`);
    // A container may have nobody who reaps it, so that its number seems alive after it has left its data.
    await endPostmaster(pid, pgCtl, () => !isAlive(pid) || postmasterOf(data)?.pid !== pid);
  }
  disown(data, pid);
};
