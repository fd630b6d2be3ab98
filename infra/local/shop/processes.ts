import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** A process by its number and the moment it began, for numbers are given again to others. */
export interface ProcessIdentity {
  pid: number;
  began: string;
}

const beganOnLinux = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // A zombie has ended; it waits only for a parent that never asks.
    return state === 'Z' ? undefined : `${boot} ${rest[18]}`;
  } catch {
    return undefined;
  }
};

const beganByPs = (pid: number): string | undefined => {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
};

const began = (pid: number): string | undefined =>
  existsSync('/proc/self/stat') ? beganOnLinux(pid) : beganByPs(pid);

/** The process with this number, or undefined when none runs. */
export const identify = (pid: number): ProcessIdentity | undefined => {
  const moment = began(pid);
  return moment === undefined ? undefined : { pid, began: moment };
};

/** Whether exactly this process still runs. */
export const runs = (identity: ProcessIdentity): boolean => began(identity.pid) === identity.began;

/** Sends a signal to a process and all in its group, or to it alone where it leads none. */
export const signal = (pid: number, name: NodeJS.Signals): void => {
  for (const target of [-pid, pid])
    try {
      process.kill(target, name);
      return;
    } catch {
      // It has ended, or leads no group.
    }
};

/** Ends a process that an earlier run left behind: politely, after 3 s by force. */
export const end = async (identity: ProcessIdentity): Promise<void> => {
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    if (!runs(identity)) return;
    signal(identity.pid, name);
    for (const limit = Date.now() + 3000; runs(identity) && Date.now() < limit;) await wait(20);
  }
};
