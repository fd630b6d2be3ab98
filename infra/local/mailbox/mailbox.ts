import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { HOST } from '../../localPlaces.ts';
import { mortal, type Mortal } from '../shop/mortal.ts';
import { openMail } from './mails.ts';
import type { OpenedMail } from './mails.ts';
import { htmlPart, listPage, mailPage } from './pages.ts';
import { type Faults, NO_FAULTS, startSmtp } from './smtp.ts';
import { openMailStore } from './store.ts';
import type { MailStore } from './store.ts';

/** What is answered; a body that is neither text nor bytes is sent as JSON. */
interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

const SHOWN = 100;
const REMEMBERED = 300;
const MISSING: Answer = { status: 404, body: { error: 'There is nothing at this address' } };
const STYLE = resolve('infra/local/mailbox/mailbox.css');

const send = (response: ServerResponse, { status = 200, headers, body }: Answer): void => {
  const isJson = typeof body !== 'string' && !Buffer.isBuffer(body);
  const type = isJson ? { 'content-type': 'application/json; charset=utf-8' } : {};
  response.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...type,
    ...headers,
  });
  response.end(isJson ? JSON.stringify(body) : body);
};

const Order = z.partial(
  z.strictObject({
    rejectNext: z.int().check(z.minimum(0)),
    loseNext: z.int().check(z.minimum(0)),
    answerAfter: z.int().check(z.minimum(0)),
    refuse: z.array(z.string()),
  }),
);

const orderFault = async (faults: Faults, request: IncomingMessage): Promise<Answer> => {
  const { data, error } = Order.safeParse(JSON.parse(await text(request)));
  if (error) return { status: 400, body: { error: z.prettifyError(error) } };
  return { body: Object.assign(faults, data) };
};

const attachment = ({ mail, contents }: OpenedMail, index: number): Answer => {
  const found = mail.attachments[index];
  if (found === undefined) return MISSING;
  const name = `filename*=UTF-8''${encodeURIComponent(found.filename)}`;
  const headers = { 'content-type': found.contentType, 'content-disposition': `attachment; ${name}` };
  return { headers, body: contents[index] };
};

const partOf = (opened: OpenedMail, raw: Buffer, part: string, index: number): Answer => {
  if (part === 'html') return htmlPart(opened.mail);
  if (part === 'source') return { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: raw };
  return part === 'attachment' ? attachment(opened, index) : mailPage(opened.mail);
};

const answers = (store: MailStore, faults: Faults) => {
  const opened = new Map<number, OpenedMail>();
  const open = async (stored: Parameters<typeof openMail>[0]): Promise<OpenedMail> => {
    const known = opened.get(stored.id) ?? (await openMail(stored));
    if (opened.size >= REMEMBERED) opened.clear();
    opened.set(stored.id, known);
    return known;
  };
  const mailsOf = async (stored: Parameters<typeof openMail>[0][]) => {
    const mails = [];
    for (const each of stored) mails.push((await open(each)).mail);
    return mails;
  };
  return async (request: IncomingMessage): Promise<Answer> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://mailbox');
    if (request.method === 'POST') return pathname === '/faults' ? orderFault(faults, request) : MISSING;
    if (pathname === '/api/email')
      return { body: await mailsOf(store.list(searchParams.get('to.address') ?? undefined)) };
    if (pathname === '/mailbox.css')
      return { headers: { 'content-type': 'text/css' }, body: readFileSync(STYLE) };
    if (pathname === '/') {
      const search = searchParams.get('search') ?? '';
      const { found, total } = store.newest(search, SHOWN);
      return listPage(await mailsOf(found), total, search);
    }
    const [, id, part = '', index] =
      /^\/mail\/(\d+)(?:\/(html|source|attachment)(?:\/(\d+))?)?$/.exec(pathname) ?? [];
    const stored = id === undefined ? undefined : store.read(Number(id));
    return stored === undefined ? MISSING : partOf(await open(stored), stored.raw, part, Number(index));
  };
};

/**
 * Receives mail on `smtpPort`, keeps it in `directory`, and shows it on `port`: pages for people, and for tests
 * `GET /api/email?to.address=…` (all mails, or those to one address, oldest first) and `POST /faults` with any of
 * `{ "rejectNext": mails, "loseNext": mails, "answerAfter": milliseconds, "refuse": [addresses] }` (see smtp.ts). The server can
 * be killed while what it holds can still be read.
 */
export const startMailbox = async (options: {
  directory: string;
  smtpPort: number;
  port: number;
}): Promise<{ server: Pick<Mortal<unknown>, 'is' | 'turn'>; stop(): Promise<void> }> => {
  const store = openMailStore(options.directory);
  const faults: Faults = { ...NO_FAULTS };
  const answer = answers(store, faults);
  const server = createServer((request, response) => {
    answer(request).then(
      (given) => send(response, given),
      (error: unknown) => send(response, { status: 500, body: { error: String(error) } }),
    );
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(options.port, HOST, listening);
  });
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  try {
    let smtp: Awaited<ReturnType<typeof startSmtp>>;
    const mailServer = mortal(async () => (smtp = await startSmtp(options.smtpPort, faults, store.save)));
    await mailServer.start();
    const stop = async () => {
      await Promise.all([mailServer.is() === 'up' && smtp.stop(), close()]);
      store.close();
    };
    return { server: mailServer, stop };
  } catch (error) {
    await close();
    throw error;
  }
};
