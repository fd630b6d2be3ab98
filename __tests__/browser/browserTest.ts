import { type ConsoleMessage, expect, type Page, test as base } from '@playwright/test';
import { addresses } from './shop.ts';

/** What the browser may complain of in a test: only what that test provokes. */
interface Complaints {
  /** Allows complaints that match, such as the browser's own line for a refused request. */
  allow(pattern: RegExp): void;
}

// A taken order is stored some moments after its 202. Whoever asks before is told 404, which is part of the API,
// and the browser writes a line for every 404 that no page can prevent.
const isTooEarly = (message: ConsoleMessage): boolean =>
  message.text().includes('404') && message.location().url.includes('/api/orders/');

const watch = (page: Page): { heard: string[] } => {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isTooEarly(message)) heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  return { heard };
};

/** A test with a browser at the shop, which fails when the page logs an error or a warning, or breaks its CSP. */
export const test = base.extend<{ complaints: Complaints }>({
  baseURL: async ({}, give) => give(addresses.shop),
  complaints: [
    async ({ page }, give) => {
      const { heard } = watch(page);
      const allowed: RegExp[] = [];
      await give({ allow: (pattern) => void allowed.push(pattern) });
      expect(heard.filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
