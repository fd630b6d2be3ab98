import { existsSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { HOST } from '../../localPlaces.ts';
import type { PortName, Ports } from '../../localPlaces.ts';

/** Some systems let us listen beside a program that listens on all interfaces; it would take our visitors. */
const answers = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 500 });
    const finish = (isTaken: boolean) => () => {
      socket.destroy();
      resolve(isTaken);
    };
    socket.once('connect', finish(true)).once('error', finish(false)).once('timeout', finish(false));
  });

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, HOST, () => server.close(() => resolve(true)));
  });

const isTaken = async (port: number): Promise<boolean> =>
  (await answers(port, HOST)) || (await answers(port, '::1')) || !(await canListen(port));

/** A database that a killed run has left on its port is ended by the next start, so it takes no port from us. */
const isOurDatabase = (port: number, dataDirectory: string): boolean => {
  const file = join(dataDirectory, 'postgres', 'data', 'postmaster.pid');
  return existsSync(file) && Number(readFileSync(file, 'utf8').split('\n')[3]) === port;
};

const complaint = (ports: Ports, name: PortName): string => {
  const { port, what, variable } = ports[name];
  const other = port + 100 > 65535 ? port - 100 : port + 100;
  return `Port ${port} (${what}) is taken: stop what uses it, or choose another with ${variable}=${other} npm start`;
};

const complaintsNow = async (ports: Ports, dataDirectory: string): Promise<string[]> => {
  const names = Object.keys(ports) as PortName[];
  const lines = names.map(async (name, index) => {
    const { port, what, variable } = ports[name];
    const twin = names.slice(0, index).find((other) => ports[other].port === port);
    if (twin !== undefined)
      return `Port ${port} is given to both ${ports[twin].what} and ${what}: change ${variable}`;
    if (name === 'postgres' && isOurDatabase(port, dataDirectory)) return undefined;
    return (await isTaken(port)) ? complaint(ports, name) : undefined;
  });
  return (await Promise.all(lines)).filter((line) => line !== undefined);
};

/** One line for each port that can't be used, naming it, what it is for, and the remedy; asks again for `patienceMs`. */
export const portComplaints = async (
  ports: Ports,
  dataDirectory: string,
  patienceMs = 0,
): Promise<string[]> => {
  for (const limit = Date.now() + patienceMs; ;) {
    const complaints = await complaintsNow(ports, dataDirectory);
    if (complaints.length === 0 || Date.now() >= limit) return complaints;
    await wait(100);
  }
};
