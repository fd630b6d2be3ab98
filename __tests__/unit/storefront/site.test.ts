import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modulesOf } from '../../../infra/storefront/modules.ts';
import { catalogue } from '../../../src/contracts/catalogue.ts';

const PICTURE_BYTES = 8000;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'webshop-site-'));
  folders.push(folder);
  return folder;
};

/** Puts the site together as Netlify does. */
const build = (from: string) => {
  const to = aFolder();
  const command = ['infra/storefront/build.ts', '--from', from, '--to', to];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, stderr, read: (file: string): string => readFileSync(join(to, file), 'utf8') };
};

/** The sources of the shop with one file changed. */
const sourcesWith = (file: string, change: (text: string) => string): string => {
  const from = aFolder();
  for (const part of ['storefront', 'contracts'])
    cpSync(join('src', part), join(from, part), { recursive: true });
  writeFileSync(join(from, 'package.json'), '{ "type": "module" }');
  const path = join(from, 'storefront', file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return from;
};

describe('The pages of the shop', () => {
  const pages = readdirSync('src/storefront/pages');
  let site: ReturnType<typeof build>;
  beforeAll(() => {
    site = build('src');
  });

  test.each([...catalogue.keys()])(
    'show a picture of %s of at most 8 kB, without scripts, styles or anything from elsewhere',
    (sku) => {
      const picture = `src/storefront/img/${sku}.svg`;
      expect(statSync(picture).size).toBeLessThanOrEqual(PICTURE_BYTES);
      expect(readFileSync(picture, 'utf8')).not.toMatch(
        /<script|<image|<foreignObject|\son\w+=|href="(?!#)|style/i,
      );
    },
  );

  test.each(pages)('have no script, style or handler inside, which the headers forbid: %s', (file) => {
    expect(site.read(file)).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]* src=)/i);
  });

  test.each(pages)('have the frame once, and all that search engines ask for: %s', (file) => {
    const html = site.read(file).replaceAll(/\s+/g, ' ');
    expect(html).toMatch(
      /<a class="skip".*<header id="header">.*<noscript>.*<main id="main".*<footer id="footer">.*id="announcements"/,
    );
    for (const once of [
      '<head>',
      '<title',
      '<header id',
      '<main',
      '<footer id',
      'src="/js/shop/chooseLanguage.js"',
    ])
      expect(html.split(once)).toHaveLength(2);
    expect(html).not.toContain('<!-- page:');
    expect(html).toMatch(/<html lang="en">.*<title[^>]*>[^<]{10,70}<\/title>/);
    expect(html).toMatch(/<meta name="description" [^>]*content="[^"]{15,160}"/);
  });

  test('tell the address that search engines should keep, but for the page of lost addresses', () => {
    expect(site.read('index.html')).toContain('<link rel="canonical" href="https://acmecorp.xyz/" />');
    expect(site.read('cart.html')).toContain(
      '<link rel="canonical" href="https://acmecorp.xyz/cart.html" />',
    );
    expect(site.read('404.html')).not.toContain('canonical');
  });

  test('come with everything else of the shop, and without their sources', () => {
    for (const file of ['_headers', '_redirects', 'robots.txt', 'catalogue.json', 'js/texts/shop.js'])
      expect(site.read(file)).toBe(readFileSync(join('src/storefront', file), 'utf8'));
    for (const file of ['frame.html', 'pages/index.html']) expect(() => site.read(file)).toThrow('ENOENT');
  });

  test('can read the JSON of the contracts', () => {
    const from = sourcesWith(
      'js/pages/plainPage.js',
      (text) => `import facts from '../../contracts/facts.json' with { type: 'json' };\n${text}`,
    );
    writeFileSync(join(from, 'contracts/facts.json'), '{"a":1}');
    const { status, read } = build(from);
    expect([status, read('contracts/facts.json')]).toEqual([0, '{"a":1}']);
    expect(read('404.html')).not.toContain('facts.json');
  });
});

const inHead = (line: string) => (page: string) => page.replace('</title>', `</title>\n    ${line}`);
const exchange = (old: string, by: string) => (text: string) => text.replace(old, () => by);

const mistakes: [what: string, file: string, change: (text: string) => string, complaint: string][] = [
  [
    'says something unknown in its head',
    'pages/cart.html',
    inHead('<meta name="keyword" content="plants" />'),
    'pages/cart.html: its head holds what no page may add: <meta name="keyword" content="plants" />',
  ],
  [
    'has a script inside',
    'pages/cart.html',
    inHead('<script>alert(1)</script>'),
    'pages/cart.html: its head holds what no page may add: <script>alert(1)</script>',
  ],
  [
    'has a style inside',
    'pages/cart.html',
    inHead('<style></style>'),
    'pages/cart.html: its head holds what no page may add: <style></style>',
  ],
  [
    'has no title',
    'pages/cart.html',
    (page) => page.replace(/<title.*<\/title>/, ''),
    'pages/cart.html: its head needs <title data-text="…">, once',
  ],
  [
    'has a title without words in any language',
    'pages/cart.html',
    exchange('data-text="cartTitle"', 'data-text="basketTitle"'),
    'pages/cart.html: the texts have no "basketTitle" in both languages',
  ],
  [
    'has a title without words in Spanish',
    'js/texts/shop.js',
    exchange("'Tu carrito · ACME plantas en maceta'", "''"),
    'pages/cart.html: the texts have no "cartTitle" in both languages',
  ],
  [
    'says something else than the texts',
    'pages/cart.html',
    exchange('>Nothing here yet.<', '>Nothing there yet.<'),
    'pages/cart.html: it says "Nothing there yet.", the texts say "Nothing here yet." (cartEmpty)',
  ],
  [
    'is described with something else than the texts',
    'pages/404.html',
    exchange('content="This page', 'content="That page'),
    'pages/404.html: it says "That page does not exist.", the texts say "This page does not exist." (notFoundDescription)',
  ],
  [
    'runs a script that does not exist',
    'pages/cart.html',
    exchange('/js/pages/cartPage.js', '/js/basketPage.js'),
    'pages/cart.html: there is no /js/basketPage.js',
  ],
  [
    'runs a script that imports what does not exist',
    'js/cart/cartLines.js',
    exchange("'../shop/picture.js'", "'../shop/pictures.js'"),
    'pages/cart.html: /js/cart/cartLines.js imports ../shop/pictures.js, which does not exist',
  ],
  [
    'has a style that does not exist',
    'pages/cart.html',
    exchange('/css/cart.css', '/css/basket.css'),
    'pages/cart.html: there is no /css/basket.css',
  ],
  [
    'leads to a page that does not exist',
    'pages/cart.html',
    exchange('class="button" href="/"', 'class="button" href="/plants"'),
    'pages/cart.html: there is no /plants',
  ],
  [
    'has something beside its content',
    'pages/cart.html',
    exchange('</main>', '</main><footer></footer>'),
    'pages/cart.html: its body must be one <main id="main">',
  ],
  [
    'would stand in a frame that has no place for it',
    'frame.html',
    exchange('<!-- page: main -->', ''),
    'pages/404.html: the frame has no <!-- page: main -->',
  ],
];

test.each(mistakes)('a page that %s ends the build, which names it', (_, file, change, complaint) => {
  const { status, stderr } = build(sourcesWith(file, change));
  expect(stderr).toContain(`storefront/${complaint}\n`);
  expect(status).toBe(1);
});

test('the modules of a script are all that it imports, in any form, each once', () => {
  const files: Record<string, string> = {
    '/js/page.js':
      "import {\n  a,\n  b,\n} from './a.js';\nimport './b.js';\nexport { c } from './deep/c.js';\n",
    '/js/a.js':
      "import facts from '../../contracts/facts.json' with { type: 'json' };\nexport const a = 'x';\n",
    '/js/b.js': "export const from = 'nowhere';\nimport { a } from './a.js';\n",
    '/js/deep/c.js': "import * as page from '../page.js';\nimport d from '/js/d.js';\n",
    '/js/d.js': 'export default 1;\n',
    '/contracts/facts.json': '{}',
  };
  const modules = ['/js/a.js', '/js/b.js', '/js/deep/c.js', '/js/d.js'];
  expect(modulesOf('/js/page.js', (address) => files[address])).toEqual(modules);
});

// In a process of its own, because jest would not read an edited text again.
const EDIT = `
  import { readFileSync, rmSync, writeFileSync } from 'node:fs';
  import { freshSite } from './infra/storefront/site.ts';
  const [, from, to] = process.argv;
  const refresh = freshSite({ from, to });
  const edit = async (file, old, by) => {
    const path = from + '/storefront/' + file;
    writeFileSync(path, readFileSync(path, 'utf8').replace(old, by));
    await refresh().catch(({ message }) => console.log(message.split('storefront/').pop()));
  };
  const seen = (file, pattern) => console.log(pattern.exec(readFileSync(to + '/' + file, 'utf8'))[0]);
  await Promise.all([refresh(), refresh()]);
  await edit('css/cart.css', /^/, '/* new */');
  seen('css/cart.css', /^.{9}/);
  await edit('pages/cart.html', 'Nothing here yet', 'Nothing yet');
  seen('cart.html', /Nothing[^.]*/);
  await edit('js/texts/shop.js', 'Nothing here yet', 'Nothing yet');
  seen('cart.html', /Nothing[^.]*/);
  rmSync(from + '/storefront/pages/404.html');
  await refresh();
  seen('404.html', /./);`;

test('while the shop runs, an edited page shows at the next visit, a mistake in it is told, and it can be mended', () => {
  const from = sourcesWith('robots.txt', (text) => `${text}\n`);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', EDIT, from, aFolder()],
    { encoding: 'utf8' },
  );
  expect(stdout.split('\n').slice(0, -1)).toEqual([
    '/* new */',
    'pages/cart.html: it says "Nothing yet.", the texts say "Nothing here yet." (cartEmpty)',
    'Nothing here yet',
    'Nothing yet',
  ]);
  expect(stderr).toMatch(/ENOENT.*404\.html/);
});
