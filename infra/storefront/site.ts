import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { leadsToApi, withoutApi } from '../deploy/redirects.ts';
import { modulesOf } from './modules.ts';
import { checkAddresses, checkWords, framed } from './page.ts';
import type { Texts } from './page.ts';

/**
 * Where the sources are (a folder with `storefront` and `contracts`), where the finished site goes, and whether its
 * /api leads to the deployed API.
 */
export interface Folders {
  from: string;
  to: string;
  api?: boolean;
}

/** The files of a site by their address, such as /js/pages/page.js. */
type Site = Map<string, Buffer>;

const FRAME = '/frame.html';
const PAGES = '/pages/';
const REDIRECTS = '/_redirects';

/** The files below a folder, as addresses; what begins with a dot belongs to the system or an editor. */
const addressesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/')}`);

const sourcesIn = (from: string): [address: string, file: string][] => [
  ...addressesIn(join(from, 'storefront')).map((address): [string, string] => [
    address,
    join(from, 'storefront', address),
  ]),
  ...addressesIn(join(from, 'contracts'))
    .filter((address) => address.endsWith('.json'))
    .map((address): [string, string] => [`/contracts${address}`, join(from, 'contracts', address)]),
];

/** All that the pages say. The query makes Node read a text again that was edited while the shop runs. */
const textsIn = async (folder: string): Promise<Texts> => {
  const modules = addressesIn(folder).map(async (address): Promise<Record<string, Texts>> => {
    const file = join(folder, address);
    return import(`${pathToFileURL(file).href}?${statSync(file).mtimeMs}`) as Promise<Record<string, Texts>>;
  });
  const texts = (await Promise.all(modules)).flatMap((module) => Object.values(module));
  return Object.assign({}, ...texts) as Texts;
};

const withName = <Value>(file: string, make: () => Value): Value => {
  try {
    return make();
  } catch (problem) {
    throw new Error(`${file}: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
};

const pagesOf = (sources: Site, rest: Site, texts: Texts, from: string): Site => {
  const frame = sources.get(FRAME)?.toString() ?? '';
  const read = (address: string) => rest.get(address)?.toString();
  const names = [...sources.keys()].filter((address) => address.startsWith(PAGES));
  const addresses = new Set([...rest.keys(), ...names.map((name) => name.slice(PAGES.length - 1))]);
  const exists = (address: string) =>
    [address, `${address}.html`, `${address}index.html`].some((each) => addresses.has(each));
  const page = (name: string): [string, Buffer] => {
    const address = name.slice(PAGES.length - 1);
    return withName(join(from, 'storefront', name), () => {
      const html = framed(String(sources.get(name)), frame, address, (script) => modulesOf(script, read));
      checkWords(html, texts);
      checkAddresses(html, exists);
      return [address, Buffer.from(html)];
    });
  };
  return new Map(names.map(page));
};

/** Without the way to the API, a site that needs it would look whole and take no order. */
const redirectsOf = (sources: Site, api: boolean): Buffer => {
  const redirects = String(sources.get(REDIRECTS) ?? '');
  if (!api) return Buffer.from(withoutApi(redirects));
  if (!leadsToApi(redirects))
    throw new Error(
      'src/storefront/_redirects leads /api nowhere: run "npm run storefront:config -- --stage prod" and commit the file',
    );
  return Buffer.from(redirects);
};

const siteOf = async ({ from, api = false }: Folders): Promise<Site> => {
  const sources: Site = new Map(sourcesIn(from).map(([address, file]) => [address, readFileSync(file)]));
  const rest: Site = new Map(
    [...sources].filter(([address]) => address !== FRAME && !address.startsWith(PAGES)),
  );
  const texts = await textsIn(join(from, 'storefront/js/texts'));
  return new Map([
    ...rest,
    ...pagesOf(sources, rest, texts, from),
    [REDIRECTS, redirectsOf(sources, api)] as const,
  ]);
};

const write = (file: string, content: Buffer): void => {
  if (existsSync(file) && readFileSync(file).equals(content)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};

/** Writes the finished site and removes whatever else is in its folder. Rejects with the file that is wrong, and why. */
export const buildSite = async (folders: Folders): Promise<void> => {
  const site = await siteOf(folders);
  const { to } = folders;
  for (const [address, content] of site) write(join(to, address), content);
  for (const address of addressesIn(to)) if (!site.has(address)) rmSync(join(to, address));
};

/** Writes the site whenever a source has changed since the last call: an edited page shows at the next reload. */
export const freshSite = (folders: Folders): (() => Promise<void>) => {
  let built: string | undefined;
  const refresh = async (): Promise<void> => {
    const state = sourcesIn(folders.from)
      .map(([, file]) => `${file} ${statSync(file).mtimeMs}`)
      .join();
    if (state === built) return;
    await buildSite(folders);
    built = state;
  };
  let last = Promise.resolve();
  // One after the other: the first visit asks for many files at once.
  return () => (last = last.catch(() => {}).then(refresh));
};
