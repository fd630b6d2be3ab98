import { readdirSync } from 'node:fs';
import { Market } from '../../src/contracts/fields.ts';
import { expect, test } from './browserTest.ts';
import { addresses } from './shop.ts';

const FIRST_VIEW_BYTES = 150_000;

const pages = readdirSync('src/storefront/pages');

type Words = [key: string, english: string, spanish: string, kinds: string[]][];

// Words with blanks to fill are functions: both languages must take as many values.
const WORDS = `import('/js/shop/texts.js').then(({ texts }) => {
  const kind = (words) => typeof words === 'function' ? 'takes ' + words.length : 'text';
  return Object.entries(texts).map(([key, pair]) => [key, ...pair.map(String), pair.map(kind)]);
})`;

test('the plants are seen with at most 150 kB in all, and none of it from elsewhere', async ({ page }) => {
  const bodies: Promise<number>[] = [];
  const elsewhere: string[] = [];
  page.on('response', (response) => {
    bodies.push(response.body().then((body) => body.length));
    if (new URL(response.url()).origin !== addresses.shop) elsewhere.push(response.url());
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  const bytes = (await Promise.all(bodies)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(FIRST_VIEW_BYTES);
  expect(elsewhere).toEqual([]);
});

test('everything is said in both languages', async ({ page, complaints }) => {
  complaints.allow(/404/);
  await page.goto('/404.html');
  const words = await page.evaluate<Words>(WORDS);
  expect(words.length).toBeGreaterThan(100);
  for (const [key, english, spanish, kinds] of words) {
    expect(english.trim(), key).not.toBe('');
    expect(spanish.trim(), key).not.toBe('');
    expect(new Set(kinds).size, key).toBe(1);
  }
});

for (const file of pages)
  test(`${file} preloads exactly the modules that it runs`, async ({ page, request }) => {
    const html = await (await request.get(`/${file}`)).text();
    const preloads = [...html.matchAll(/<link rel="modulepreload" href="([^"]+)" \/>/g)];
    const [, entry] = /<script type="module" src="([^"]+)"/.exec(html)!;
    // Without the links the browser asks for what the modules import, and for nothing else.
    const body = preloads.reduce((rest, [link]) => rest.replace(link, ''), html);
    await page.route(`**/${file}`, (route) => route.fulfill({ body, contentType: 'text/html' }));
    const run = new Set<string>();
    page.on('request', (asked) => run.add(new URL(asked.url()).pathname));
    await page.goto(`/${file}`);
    await expect(page.locator('html')).toHaveAttribute('data-ready');
    const modules = [...run].filter((path) => path.endsWith('.js') && path !== '/js/shop/chooseLanguage.js');
    expect([entry, ...preloads.map(([, href]) => href)].sort()).toEqual(modules.sort());
  });

test('the headers of every answer forbid scripts and styles in the page, framing, sniffing and leaking', async ({
  request,
}) => {
  for (const path of ['/', '/cart.html', '/js/pages/page.js', '/img/LB001.svg', '/nowhere']) {
    const headers = (await request.get(path)).headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toMatch(/unsafe|data:|\*/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'strict-transport-security': expect.stringContaining('max-age=63072000'),
      'permissions-policy': expect.stringContaining('geolocation=()'),
    });
  }
});

test('a page that does not exist answers 404, looks like the shop and leads back', async ({
  page,
  complaints,
}) => {
  complaints.allow(/404/);
  const response = await page.goto('/plants/that/never/were');
  expect(response?.status()).toBe(404);
  await page.getByRole('link', { name: 'See the plants' }).click();
  await expect(page.getByRole('heading', { name: 'Lush bracken' })).toBeVisible();
});

test('no page is wider than a small telephone, in either language', async ({ page, complaints }) => {
  complaints.allow(/404/);
  await page.setViewportSize({ width: 360, height: 740 });
  const overhang = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  for (const market of Market.options)
    for (const file of pages) {
      await page.goto(`/${file}?market=${market}`);
      await expect(page.locator('html')).toHaveAttribute('data-ready');
      expect(await page.evaluate(overhang), `${file} ${market}`).toBeLessThanOrEqual(0);
    }
});
