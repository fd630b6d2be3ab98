import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { bankApi } from '../../../src/bank/api.ts';
import { mayControl } from '../control/mayControl.ts';
import { controlledFaults } from './control.ts';
import { openFileLedger } from './fileLedger.ts';

/** The running local bank. */
export interface BankServer {
  port: number;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const LARGEST_BODY = 64 * 1024;

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};

/**
 * Starts the fake banks (src/bank/api.ts) on 127.0.0.1 with a ledger in a file. `GET` and `PUT /control` tell and set
 * what goes wrong (control.ts). Rejects when the port is taken.
 */
export const startBankServer = async ({
  port,
  file,
}: {
  port: number;
  file: string;
}): Promise<BankServer> => {
  const ledger = await openFileLedger(file);
  const control = controlledFaults();
  const api = bankApi({ ledger, faults: control.faults, now: Date.now });

  const controlled = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!mayControl(request)) return json(response, 403, { error: 'not_from_here' });
    if (request.method !== 'PUT') return json(response, 200, control.get());
    try {
      json(response, 200, control.set(JSON.parse(await text(request))));
    } catch (error) {
      json(response, 400, { error: 'bad_request', detail: String(error) });
    }
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url: path = '/', headers } = request;
    if (path === '/control') return controlled(request, response);
    if (Number(headers['content-length'] ?? 0) > LARGEST_BODY)
      return json(response, 413, { error: 'too_large' });
    try {
      const body = await text(request);
      const header = (name: string) => headers[name]?.toString();
      const { status, body: answered } = await api({
        method,
        path,
        headers: { 'idempotency-key': header('idempotency-key') },
        body: body === '' ? undefined : body,
      });
      json(response, status, answered);
    } catch {
      // An outage, or a lost answer: whoever asked is left alone with it.
      request.socket.destroy();
    }
  };

  const server = createServer((request, response) => void answer(request, response));
  // Longer than clients keep an idle connection, so that they never write into one that is being closed.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await ledger.close();
    },
  };
};
