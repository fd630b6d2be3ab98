import { createServer, type Server } from 'node:net';

// Below the ports that systems give to outgoing connections: one of those could be taken by the time it is needed.
const LOWEST = 20_000;
const HIGHEST = 32_000;

const listening = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

/** Different ports that nobody uses at this moment. */
export const freePorts = async (count: number): Promise<number[]> => {
  const found = new Map<number, Server>();
  while (found.size < count) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    // Each is held until all are found, so that none is found twice.
    const server = await listening(port);
    if (server) found.set(port, server);
  }
  await Promise.all([...found.values()].map((server) => new Promise((closed) => server.close(closed))));
  return [...found.keys()];
};
