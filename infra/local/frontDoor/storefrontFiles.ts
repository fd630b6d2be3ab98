import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { netlifyHeadersFile } from './netlifyHeaders.ts';

/** Netlify's own files and hidden ones are never part of the site. */
const PRIVATE = /\/(\.(?!well-known\/)|_headers$|_redirects$)/;

const answer = (response: ServerResponse, status: number, body: string | Buffer, type: string): void => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache' });
  response.end(body);
};

const pathOf = (request: IncomingMessage): string | undefined => {
  try {
    return decodeURIComponent((request.url ?? '/').split('?')[0]!);
  } catch {
    return undefined;
  }
};

/**
 * Serves a folder as Netlify does: `/delivery` is delivery.html, 404.html answers for what is missing, and
 * `_headers` applies. Files may change at any time: every answer is revalidated and nothing is held in memory.
 * Before each answer `refresh` may bring the folder up to date; where it can't, the answer says why.
 */
export const storefrontFiles = (directory: string, refresh: () => Promise<void>) => {
  // Not sirv's production mode: it keeps the sizes it saw at its start and would cut files edited since.
  const serve = sirv(directory, { dev: true, etag: true });
  const headersFor = netlifyHeadersFile(join(directory, '_headers'));
  const notFound = (response: ServerResponse): void => {
    const page = join(directory, '404.html');
    if (existsSync(page)) answer(response, 404, readFileSync(page), 'text/html; charset=utf-8');
    else answer(response, 404, 'There is no such page.\n', 'text/plain; charset=utf-8');
  };
  const serveFile = (path: string, request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
    // A range that ends before it starts would end the process in sirv; the whole file is a fair answer to any.
    delete request.headers.range;
    serve(request, response, () => notFound(response));
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = pathOf(request);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return answer(response, 405, 'Pages are read with GET.\n', 'text/plain; charset=utf-8');
    }
    if (path === undefined || PRIVATE.test(path)) return notFound(response);
    refresh().then(
      () => serveFile(path, request, response),
      (problem: Error) => answer(response, 500, `${problem.message}\n`, 'text/plain; charset=utf-8'),
    );
  };
};
