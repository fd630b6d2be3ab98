import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { mailboxApi } from './mailboxRoutes.ts';
import { mailsIn } from './mails.ts';
import { openMailStore } from './mailStore.ts';
import { HOST } from '../../localPlaces.ts';
import { startSmtp } from './smtp.ts';

const PAGE_DIRECTORY = resolve('infra/local/mailbox/page');
const PAGE_FILES: Record<string, [name: string, type: string]> = {
  '/': ['index.html', 'text/html'],
  '/mailbox.css': ['mailbox.css', 'text/css'],
  '/mailbox.js': ['mailbox.js', 'text/javascript'],
  '/reading.js': ['reading.js', 'text/javascript'],
  '/icon.svg': ['icon.svg', 'image/svg+xml'],
};
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
  "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const sendPage = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const [path] = (request.url ?? '/').split('?');
  const file = request.method === 'GET' || request.method === 'HEAD' ? PAGE_FILES[path ?? '/'] : undefined;
  if (file === undefined) {
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: 'There is nothing at this address' }));
    return;
  }
  const body = await readFile(join(PAGE_DIRECTORY, file[0]));
  response.writeHead(200, {
    'content-type': `${file[1]}; charset=utf-8`,
    'content-security-policy': PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  });
  response.end(body);
};

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Receives mail on `smtpPort`, keeps it as files in `directory`, and shows it on `port` (page and JSON). */
export const startMailbox = async (options: {
  directory: string;
  smtpPort: number;
  port: number;
}): Promise<{ stop(): Promise<void> }> => {
  const store = openMailStore(options.directory);
  const faults = { rejectNext: 0 };
  const api = mailboxApi({ store, mails: mailsIn(store), faults });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!(await api(request, response))) await sendPage(request, response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: String(error) }));
    });
  });
  await listening(server, options.port);
  try {
    const smtp = await startSmtp(options.smtpPort, faults, store.save);
    const stop = async (): Promise<void> => {
      await Promise.all([smtp.stop(), closed(server)]);
      store.close();
    };
    return { stop };
  } catch (error) {
    await closed(server);
    throw error;
  }
};
