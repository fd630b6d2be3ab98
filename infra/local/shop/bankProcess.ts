import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log.ts';

const REST_MS = 1000;
const PATIENCE_MS = 5000;

/** The running bank, in whichever process. */
export interface BankProcess {
  stop(): Promise<void>;
  /** Ends it as a crash does, and does not start it again. */
  kill(): Promise<void>;
}

interface BankOptions {
  port: number;
  /** The bank's ledger. */
  file: string;
  log: Log;
  /** Is told each process that the bank gets. */
  onStarted: (pid: number) => void;
}

const open = (child: ChildProcess): Promise<void> =>
  new Promise((ready, failed) => {
    child.once('message', () => ready());
    child.once('error', failed);
    child.once('exit', (code, signal) =>
      failed(new Error(`The bank did not open (${signal ?? `code ${code}`})`)),
    );
  });

/**
 * Starts the banks (infra/local/bank) as a process of their own, which leads its own group, so that Ctrl-C does not
 * reach it before us. One that dies is started again after a second: the shop goes on meanwhile, as it does when a
 * real bank is down. Rejects when the bank does not open at first.
 */
export const startBank = async ({ port, file, log, onStarted }: BankOptions): Promise<BankProcess> => {
  const stopping = new AbortController();

  const start = (): ChildProcess => {
    const child = fork(resolve('infra/local/bank/bank.ts'), [`${port}`, file], { detached: true });
    child.on('error', (error) => log('the bank has a problem', error));
    if (child.pid !== undefined) onStarted(child.pid);
    return child;
  };
  const startAgain = async (): Promise<void> => {
    await wait(REST_MS, undefined, { signal: stopping.signal });
    running = watched(start());
    log('the bank was started again');
  };
  const watched = (child: ChildProcess): ChildProcess =>
    child.once('exit', (code, signal) => {
      if (stopping.signal.aborted) return;
      log(`the bank has ended (${signal ?? `code ${code}`})`);
      startAgain().catch(() => undefined);
    });

  let running = start();
  await open(running);
  watched(running);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    stopping.abort();
    const child = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    await ended;
    clearTimeout(timer);
  };
  return { stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
};
