import type { IncomingMessage, ServerResponse } from 'node:http';

/** What an answer of the mailbox consists of; a body that is neither text nor bytes is sent as JSON. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** A request that a route has matched; `captured` are the parts of the path that the route asked for. */
export interface Call {
  query: URLSearchParams;
  captured: string[];
  request: IncomingMessage;
}

/** A method and path of the mailbox's API, and what answers there. */
export type Route = [method: string, path: RegExp, answer: (call: Call) => Promise<Answer> | Answer];

/** The answer for a mail that is not, or no longer, there. */
export const MAIL_NOT_FOUND: Answer = { status: 404, body: { error: 'Email was not found' } };

/** Sends an answer. */
export const send = (response: ServerResponse, { status = 200, headers = {}, body }: Answer): void => {
  const isJson = typeof body !== 'string' && !Buffer.isBuffer(body);
  const type = isJson ? { 'content-type': 'application/json; charset=utf-8' } : {};
  const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  response.writeHead(status, { ...always, ...type, ...headers });
  response.end(isJson ? JSON.stringify(body) : body);
};
