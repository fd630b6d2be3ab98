import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { withApi } from '../../infra/deploy/redirects.ts';
import { emptyFolder } from './localGiven.ts';
import { serveAsNetlify } from './netlifySite.ts';

/** The command that netlify.toml gives for a context. */
const commandOf = (context: 'build' | 'context.production'): string => {
  const [, section = ''] = readFileSync('netlify.toml', 'utf8').split(`\n[${context}]\n`);
  return /^\s*command = "node ([^"]+)"/m.exec(section.split('\n[')[0]!)![1]!;
};

/** Sources of the storefront whose _redirects were changed, as they would be committed. */
const sourcesWith = (change: (redirects: string) => string): string => {
  const from = emptyFolder();
  for (const part of ['storefront', 'contracts'])
    cpSync(join('src', part), join(from, part), { recursive: true });
  writeFileSync(join(from, 'package.json'), '{ "type": "module" }');
  const file = join(from, 'storefront/_redirects');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return from;
};

const build = (context: Parameters<typeof commandOf>[0], from: string) => {
  const to = emptyFolder();
  const words = [...commandOf(context).split(' '), '--from', from, '--to', to];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  return { status, stderr, to };
};

const stops: (() => unknown)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

/** A stage's API, at an address like a real one's but for its host; it tells what it was asked. */
const anApi = async () => {
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      response.writeHead(202, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ method, url, body, key: headers['idempotency-key'] }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  stops.push(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/prod`;
};

const serve = async (folder: string) => {
  const { visit, stop } = await serveAsNetlify(folder);
  stops.push(stop);
  return visit;
};

test('the site that customers see reaches the API on its own origin, and has its headers', async () => {
  const api = await anApi();
  const { status, to } = build(
    'context.production',
    sourcesWith((redirects) => withApi(redirects, api)),
  );
  expect(status).toBe(0);
  const visit = await serve(to);

  const page = await visit('/delivery');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain(`connect-src 'self'`);
  expect((await visit('/nowhere')).status).toBe(404);
  expect((await visit('/_redirects')).status).toBe(404);

  const asked = await visit('/api/deliveryTimes?market=MX');
  expect(asked.status).toBe(202);
  expect(await asked.json()).toMatchObject({ method: 'GET', url: '/prod/deliveryTimes?market=MX' });
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'my-click-1' };
  const sent = await visit('/api/createOrder', { method: 'POST', headers, body: '{"name":"Ann"}' });
  expect(await sent.json()).toEqual({
    method: 'POST',
    url: '/prod/createOrder',
    body: '{"name":"Ann"}',
    key: 'my-click-1',
  });
});

test('a preview has the same pages and no way to the API', async () => {
  const api = await anApi();
  const { status, to } = build(
    'build',
    sourcesWith((redirects) => withApi(redirects, api)),
  );
  expect(status).toBe(0);
  expect(readFileSync(join(to, '_redirects'), 'utf8')).not.toContain(api);
  const visit = await serve(to);
  expect((await visit('/delivery')).status).toBe(200);
  expect((await visit('/api/deliveryTimes?market=MX')).status).toBe(404);
  expect((await visit('/api/createOrder', { method: 'POST', body: '{}' })).status).toBe(405);
});

test('a site that customers would see without the API is not built', () => {
  const { status, stderr } = build(
    'context.production',
    sourcesWith((redirects) => redirects),
  );
  expect(status).toBe(1);
  expect(stderr).toContain('npm run storefront:config');
});
