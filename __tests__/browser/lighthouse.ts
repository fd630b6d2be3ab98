import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { aPlace, startShop } from '../runningShop.ts';
import { chromium } from './chromium.ts';

// Not a dependency: it would be by far the largest, and no test needs it.
const LIGHTHOUSE = 'lighthouse@13.5.0';
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const WANTED = 95;

interface Report {
  categories: Record<string, { score: number | null }>;
  audits: Record<string, { numericValue?: number }>;
}

const run = promisify(execFile);

const report = async (url: string): Promise<Report> => {
  const options = ['--quiet', '--output=json', `--only-categories=${CATEGORIES.join(',')}`];
  const flags = '--chrome-flags=--headless=new --no-sandbox';
  const { executablePath, env: its } = chromium();
  const env = { ...process.env, ...its, CHROME_PATH: executablePath };
  const { stdout } = await run('npx', ['--yes', LIGHTHOUSE, url, ...options, flags], {
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout) as Report;
};

const anOrder = async (shop: string): Promise<string> => {
  const customer = { name: 'Ann Lee', email: 'ann@example.com', phone: '+1 212 555 0100' };
  const place = { street: '12 Fern Street', city: 'Albany', customerType: 'B2C', market: 'US' };
  const answer = await fetch(`${shop}/api/createOrder`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...customer, ...place, products: 'LB001,EX002', totalPrice: 65000 }),
  });
  return ((await answer.json()) as { orderId: string }).orderId;
};

/** Asks Lighthouse about every page of the running shop; true when each has at least 95 in each category. */
const measure = async (shop: string): Promise<boolean> => {
  const orderId = await anOrder(shop);
  let isFine = true;
  for (const page of readdirSync('src/storefront/pages')) {
    const { categories, audits } = await report(`${shop}/${page}?order=${orderId}`);
    const scores = CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100));
    const bytes = Math.round((audits['total-byte-weight']?.numericValue ?? 0) / 1000);
    console.log(
      `${page.padEnd(14)} ${scores.map((score) => String(score).padStart(4)).join('')} ${bytes} kB`,
    );
    isFine &&= scores.every((score) => score >= WANTED);
  }
  return isFine;
};

const place = await aPlace();
const { shop, stop } = await startShop(place);
try {
  console.log(CATEGORIES.join(', '));
  if (!(await measure(shop))) process.exitCode = 1;
} finally {
  await stop();
  place.remove();
}
