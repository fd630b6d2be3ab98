import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gatewayProxy } from '../../infra/local/frontDoor/gatewayProxy.ts';
import { storefrontFiles } from '../../infra/local/frontDoor/storefrontFiles.ts';

interface Redirect {
  from: string;
  to: string;
  status: string;
}

const redirectsIn = (text: string): Redirect[] =>
  text.split('\n').flatMap((line) => {
    const [from = '', to = '', status = '301'] = line.trim().split(/\s+/);
    return line.trim() === '' || line.startsWith('#') ? [] : [{ from, to, status }];
  });

/** Where a rule leads a path (with its query) to; undefined when it is not meant. */
const targetOf = ({ from, to }: Redirect, url: string): string | undefined => {
  const [path = '', query] = url.split('?');
  const start = from.replace(/\*$/, '');
  const isMeant = from.endsWith('*') ? path.startsWith(start) : path === from;
  if (!isMeant) return undefined;
  return `${to.replace(':splat', path.slice(start.length))}${query === undefined ? '' : `?${query}`}`;
};

/**
 * Serves a built site as Netlify does: `_headers` for its files, and the first rule of `_redirects` that is meant.
 * Of those it knows ours only: "200!" passes on to another server, whose answers get no headers of ours.
 */
export const serveAsNetlify = async (site: string) => {
  const file = join(site, '_redirects');
  const redirects = redirectsIn(existsSync(file) ? readFileSync(file, 'utf8') : '');
  const files = storefrontFiles(site, async () => {});
  const proxies = new Map<string, ReturnType<typeof gatewayProxy>>();
  const proxyTo = (origin: string) => {
    const proxy = proxies.get(origin) ?? gatewayProxy(origin, '');
    proxies.set(origin, proxy);
    return proxy;
  };
  const server = createServer((request, response) => {
    const rule = redirects.find((each) => targetOf(each, request.url!) !== undefined);
    if (rule === undefined) return files(request, response);
    if (rule.status !== '200!') throw new Error(`no test knows the status ${rule.status}`);
    const { origin, pathname, search } = new URL(targetOf(rule, request.url!)!);
    request.url = `${pathname}${search}`;
    proxyTo(origin).pass(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    visit: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init),
    stop: async () => {
      for (const proxy of proxies.values()) proxy.stop();
      server.close().closeAllConnections();
    },
  };
};
