import type { IncomingMessage, ServerResponse } from 'node:http';
import { send } from './mailboxAnswer.ts';
import type { Answer, Route } from './mailboxAnswer.ts';
import { mailRoutes } from './mailRoutes.ts';
import type { Mails } from './mails.ts';
import type { MailStore } from './mailStore.ts';
import type { Faults } from './smtp.ts';

/** The parts of the mailbox that its HTTP API speaks to. */
export interface Mailbox {
  store: MailStore;
  mails: Mails;
  faults: Faults;
}

const jsonBody = async (request: IncomingMessage): Promise<unknown> => {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const orderFault = async (faults: Faults, request: IncomingMessage): Promise<Answer> => {
  const wanted = ((await jsonBody(request)) as { rejectNext?: unknown } | null | undefined)?.rejectNext;
  if (!Number.isSafeInteger(wanted) || Number(wanted) < 0)
    return { status: 400, body: { error: 'rejectNext must be a whole number of mails' } };
  faults.rejectNext = Number(wanted);
  return { body: { ...faults } };
};

/** The page asks for it every other second: unless something has changed, the answer is an empty 304. */
const summary = async (
  { store, mails }: Mailbox,
  query: URLSearchParams,
  request: IncomingMessage,
): Promise<Answer> => {
  const headers = { etag: `"${store.version()}"`, 'cache-control': 'no-cache' };
  if (request.headers['if-none-match'] === headers.etag) return { status: 304, headers, body: '' };
  return { headers, body: await mails.heads(query) };
};

const listRoutes = (mailbox: Mailbox): Route[] => {
  const { store, mails, faults } = mailbox;
  const deleteAll = (): Answer => {
    store.removeAll();
    return { body: true };
  };
  return [
    ['GET', /^\/api\/email$/, async ({ query }) => ({ body: await mails.list(query) })],
    ['GET', /^\/api\/email\/count$/, async ({ query }) => ({ body: { count: await mails.count(query) } })],
    ['GET', /^\/api\/email\/summary$/, ({ query, request }) => summary(mailbox, query, request)],
    ['DELETE', /^\/api\/email\/all$/, deleteAll],
    ['GET', /^\/api\/healthz$/, () => ({ body: true })],
    ['POST', /^\/faults$/, ({ request }) => orderFault(faults, request)],
  ];
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Answers the mailbox's HTTP API; resolves with false when no route fits, so that the page may be served. */
export const mailboxApi = (mailbox: Mailbox) => {
  // The fixed names (count, summary, all) come before the routes that would take them for an id.
  const routes = [...listRoutes(mailbox), ...mailRoutes(mailbox.store, mailbox.mails)];
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://mailbox');
    for (const [method, path, answer] of routes) {
      const found = method === request.method ? path.exec(pathname) : null;
      if (found === null) continue;
      send(response, await answer({ query, request, captured: found.slice(1).map(decoded) }));
      return true;
    }
    return false;
  };
};
