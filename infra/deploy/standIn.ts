import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pythonPrograms } from './python.ts';

const PATIENCE_MS = 60_000;

/** Starts the stand-in for AWS (standIn.py) on 127.0.0.1; what it says goes to a file. Rejects when it does not start. */
export const startStandIn = async (port: number, log: string, env: Record<string, string>) => {
  mkdirSync(dirname(log), { recursive: true });
  const python = join(await pythonPrograms(), 'python');
  const child = spawn(python, ['infra/deploy/standIn.py', String(port)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const file = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) stream.pipe(file, { end: false });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  const endpoint = `http://127.0.0.1:${port}`;
  const isUp = () =>
    fetch(`${endpoint}/moto-api/`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (const deadline = Date.now() + PATIENCE_MS; !(await isUp()); await wait(200))
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`moto did not start, see ${log}`);
  const stop = async () => {
    end();
    await ended;
    file.end();
  };
  return { endpoint, stop };
};
