import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { startFrontDoor } from '../../infra/local/frontDoor/frontDoor.ts';
import type { GatewayLimit } from '../../infra/gatewayLimits.ts';
import { freePorts } from '../freePorts.ts';
import { emptyFolder } from './localGiven.ts';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

const storefront = (files: Record<string, string> = {}): string => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'css'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
};

/** A front door before a gateway that answers like this; without an answer, before nothing at all. */
const openDoor = async ({
  answer,
  folder = storefront(),
  refresh,
  limits,
}: {
  answer?: RequestListener;
  folder?: string;
  refresh?: () => Promise<void>;
  limits?: GatewayLimit[];
}) => {
  const [port = 0, gatewayPort = 0] = await freePorts(2);
  if (answer) {
    const gateway = createServer(answer);
    await new Promise<void>((listening) => gateway.listen(gatewayPort, '127.0.0.1', listening));
    closing.push(async () => gateway.close().closeAllConnections());
  }
  const gateway = `http://127.0.0.1:${gatewayPort}`;
  const door = await startFrontDoor({ port, storefront: folder, gateway, refresh, limits });
  closing.push(door.stop);
  return (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
};

/** A gateway that tells what it was asked. */
const echo = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { method, url, headers } = request;
  let body = '';
  for await (const chunk of request) body += String(chunk);
  response.writeHead(202, { ...JSON_TYPE, 'x-correlation-id': 'c1' });
  response.end(JSON.stringify({ method, url, headers, body }));
};

const post = (body: string): RequestInit => ({ method: 'POST', headers: JSON_TYPE, body });

test('an API request reaches the gateway without the prefix, with its body, and says who asked', async () => {
  const visit = await openDoor({ answer: (request, response) => void echo(request, response) });

  const answer = await visit('/api/orders/1?market=MX', {
    ...post('{"a":"ñ"}'),
    headers: { ...JSON_TYPE, 'idempotency-key': 'k1', 'x-forwarded-for': '203.0.113.7' },
  });
  expect([answer.status, answer.headers.get('x-correlation-id')]).toEqual([202, 'c1']);
  expect(await answer.json()).toMatchObject({
    method: 'POST',
    url: '/orders/1?market=MX',
    body: '{"a":"ñ"}',
    headers: {
      'idempotency-key': 'k1',
      'x-forwarded-for': '203.0.113.7, 127.0.0.1',
      'x-forwarded-proto': 'http',
    },
  });
});

const emulated = [
  {
    what: 'a body that breaks the schema',
    status: 400,
    body: '{"errorMessage":"Request body validation failed: requires property \\"name\\"","errorType":"Error","offlineInfo":"If you believe …","stackTrace":["Error: …"]}',
    code: 'INVALID_REQUEST',
    detail: /requires property "name"/,
  },
  { what: 'a handler that failed', status: 502, body: '', code: 'BAD_GATEWAY', detail: /failed/ },
  {
    what: 'an unknown route',
    status: 404,
    body: '{"currentRoute":"get - /x","error":"Serverless-offline: route not found.","existingRoutes":[],"statusCode":404}',
    code: 'NOT_FOUND',
    detail: /no such address/,
  },
  {
    what: 'a body that the emulator found too large',
    status: 413,
    body: '{"statusCode":413,"error":"Request Entity Too Large","message":"Payload content length greater …"}',
    code: 'PAYLOAD_TOO_LARGE',
    detail: /10 MB/,
  },
];

test.each(emulated)(
  '$what is refused in the words of the deployed gateway',
  async ({ status, body, ...said }) => {
    const visit = await openDoor({
      answer: (_, response) => response.writeHead(status, JSON_TYPE).end(body),
    });

    const answer = await visit('/api/createOrder', post('{}'));
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = (await answer.json()) as { detail: string };
    expect(problem).toMatchObject({ status, code: said.code, type: expect.stringContaining('/problems/') });
    expect(problem.detail).toMatch(said.detail);
    expect(JSON.stringify(problem)).not.toContain('stackTrace');
  },
);

test("a handler's own refusal passes untouched", async () => {
  const own =
    '{"type":"https://acmecorp.xyz/problems/slot-full","title":"Conflict","status":409,"code":"SLOT_FULL"}';
  const type = { 'content-type': 'application/problem+json' };
  const visit = await openDoor({ answer: (_, response) => response.writeHead(409, type).end(own) });

  const answer = await visit('/api/bookDelivery', post('{}'));
  expect([answer.status, await answer.text()]).toEqual([409, own]);
});

test('while the API is not running, customers are told to try again', async () => {
  const visit = await openDoor({});

  const answer = await visit('/api/createOrder', post('{}'));
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await answer.json()).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
});

test.each(['announced', 'streamed'])('more than 10 MB is refused, %s', async (how) => {
  // A gateway that takes whatever it gets, and would answer 200 in the end.
  const visit = await openDoor({
    answer: (request, response) => request.resume().on('end', () => response.end()),
  });

  const megabytes = Buffer.alloc(10 * 1024 * 1024 + 1);
  const body = how === 'announced' ? megabytes : new Blob([megabytes]).stream();
  const answer = await visit('/api/createOrder', { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
});

test('pages are brought up to date before they are read, and where that fails the answer says why', async () => {
  const folder = storefront();
  let page = 'shop';
  const refresh = async () => {
    if (page === '') throw new Error('pages/index.html: it is empty');
    writeFileSync(join(folder, 'index.html'), page);
  };
  const visit = await openDoor({ folder, refresh });

  expect(await (await visit('/')).text()).toBe('shop');
  page = '';
  const failed = await visit('/');
  expect([failed.status, await failed.text()]).toEqual([500, 'pages/index.html: it is empty\n']);
  page = 'mended';
  expect(await (await visit('/')).text()).toBe('mended');
});

test('pages are served as Netlify serves them, and an edit shows at once', async () => {
  const folder = storefront({
    'index.html': 'shop',
    'delivery.html': 'delivery',
    '404.html': 'lost',
    _headers: '# all pages\n/*\n  X-Frame-Options: DENY\n  Cache-Control: no-store\n/css/*\n  X-Style: yes\n',
    'css/shop.css': 'p{}',
  });
  const visit = await openDoor({ folder });
  const text = async (path: string) => (await visit(path)).text();

  expect([await text('/'), await text('/delivery'), await text('/delivery.html')]).toEqual([
    'shop',
    'delivery',
    'delivery',
  ]);
  const lost = await visit('/nowhere');
  expect([lost.status, await lost.text(), lost.headers.get('x-frame-options')]).toEqual([
    404,
    'lost',
    'DENY',
  ]);
  const style = await visit('/css/shop.css');
  expect([style.headers.get('x-style'), style.headers.get('cache-control')]).toEqual(['yes', 'no-store']);
  expect((await visit('/_headers')).status).toBe(404);

  writeFileSync(join(folder, 'delivery.html'), 'delivery, now longer');
  expect(await text('/delivery')).toBe('delivery, now longer');
});

test('what is more than the stage takes is turned away as by the deployed gateway, and other routes are not', async () => {
  const visit = await openDoor({
    answer: (request, response) => void echo(request, response),
    limits: [{ method: 'POST', path: '/createOrder', rate: 0.001, burst: 2 }],
  });
  const order = () => visit('/api/createOrder', post('{}'));

  expect([(await order()).status, (await order()).status]).toEqual([202, 202]);
  const turnedAway = await order();
  expect(turnedAway.status).toBe(429);
  expect(turnedAway.headers.get('retry-after')).toBe('2');
  expect(await turnedAway.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  expect((await visit('/api/bookDelivery', post('{}'))).status).toBe(202);
});
