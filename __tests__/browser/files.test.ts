import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalogue } from '../../src/contracts/catalogue.ts';

const STOREFRONT = 'src/storefront';
const PICTURE_BYTES = 8000;

const pages = readdirSync(STOREFRONT).filter((file) => file.endsWith('.html'));
const read = (file: string): string => readFileSync(join(STOREFRONT, file), 'utf8');
const every = (pattern: RegExp, content: string): string[] =>
  [...content.matchAll(pattern)].map((found) => found[1]!);

test('every plant has a picture of at most 8 kB, without scripts, styles or anything from elsewhere', () => {
  for (const sku of catalogue.keys()) {
    expect(statSync(join(STOREFRONT, `img/${sku}.svg`)).size).toBeLessThanOrEqual(PICTURE_BYTES);
    expect(read(`img/${sku}.svg`)).not.toMatch(/<script|<image|<foreignObject|\son\w+=|href="(?!#)|style/i);
  }
});

for (const file of pages)
  test(`${file} preloads exactly the modules that it runs`, () => {
    const [entry] = every(/type="module" src="([^"]+)"/g, read(file));
    const run = new Set<string>();
    const follow = (module: string): void => {
      if (run.has(module)) return;
      run.add(module);
      for (const next of every(/from '(\.[^']+)'/g, read(module))) follow(join(dirname(module), next));
    };
    follow(entry!);
    const preloaded = every(/rel="modulepreload" href="([^"]+)"/g, read(file));
    expect([entry, ...preloaded].sort()).toEqual([...run].sort());
  });

test('no page holds a script, a style or a handler of its own, which the headers forbid', () => {
  for (const file of pages) expect(read(file)).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]* src=)/i);
});

test('every page has a language, a title, a description and the address that search engines should keep', () => {
  for (const file of pages) {
    const html = read(file).replaceAll(/\s+/g, ' ');
    expect(html).toMatch(/<html lang="en">.*<title[^>]*>[^<]{10,70}<\/title>/);
    expect(html).toMatch(/<meta name="description" [^>]*content="[^"]{15,160}"/);
    if (file !== '404.html')
      expect(html).toMatch(/<link rel="canonical" href="https:\/\/acmecorp.xyz\/[^"?]*"/);
  }
});
