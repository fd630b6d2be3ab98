import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Below the ports that systems give to outgoing connections: one of those could be taken by the time it is needed.
const LOWEST = 20_000;
const HIGHEST = 32_000;

const listening = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

// Who has been given which port, by the number of the process: a shop that is down between two starts keeps its own.
const GIVEN = join(tmpdir(), 'webshop-test-ports');

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const reserve = (port: number): boolean => {
  const file = join(GIVEN, String(port));
  mkdirSync(GIVEN, { recursive: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    // What an ended run had is free again, for whoever asks next.
    if (!isAlive(Number(readFileSync(file, 'utf8')))) rmSync(file, { force: true });
    return false;
  }
};

/** Different ports that nobody uses at this moment, and no other test of this machine is given. */
export const freePorts = async (count: number): Promise<number[]> => {
  const found = new Map<number, Server>();
  while (found.size < count) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    // Each is held until all are found, so that none is found twice.
    const server = reserve(port) ? await listening(port) : undefined;
    if (server) found.set(port, server);
  }
  await Promise.all([...found.values()].map((server) => new Promise((closed) => server.close(closed))));
  return [...found.keys()];
};
