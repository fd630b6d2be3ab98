import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readdirSync } from 'node:fs';
import { expect, test } from './browserTest.ts';
import { ann, fillForm, orderButton, putIntoCart } from './customer.ts';
import { aBookedOrder, anEmail, anOrderId, aReadyOrder, deliveryTime } from './shop.ts';

const aFullCart = async (page: Page) => {
  await putIntoCart(page, 'LB001', 'EX001');
  await page.goto('/cart.html');
};

const chooseATime = async (page: Page) => {
  await page.goto(`/delivery.html?order=${await aReadyOrder()}`);
  await page.locator('.slot').nth(2).click();
};

/** For each page, how to come to each state of it that looks different from the others. */
const states: Record<string, Record<string, (page: Page) => Promise<unknown>>> = {
  'index.html': {
    'the plants, some of them in the cart': (page) => putIntoCart(page, 'LB001'),
  },
  'cart.html': {
    'an empty cart': (page) => page.goto('/cart.html'),
    'a cart with its form': aFullCart,
    'a form with complaints': async (page) => {
      await aFullCart(page);
      await page.locator('[value=B2B]').check();
      await page.locator('[name=market][value=MX]').check();
      await orderButton(page).click();
    },
    'a declined payment': async (page) => {
      await aFullCart(page);
      await fillForm(page, ann({ email: anEmail('payment-declines') }));
      await orderButton(page).click();
      await expect(page.locator('#problem')).toBeVisible();
    },
    'changed prices': async (page) => {
      const lines = [{ sku: 'LB001', quantity: 1, price: 14000 }];
      await page.goto('/404.html');
      await page.evaluate(`localStorage.setItem('acme.cart', '${JSON.stringify({ version: 1, lines })}')`);
      await page.goto('/cart.html');
      await expect(page.locator('#price-notice')).toBeVisible();
    },
  },
  'success.html': {
    'the thanks for a new order': async (page) => page.goto(`/success.html?order=${await anOrderId()}`),
  },
  'order.html': {
    'the status of a booked order': async (page) => {
      await page.goto(`/order.html?order=${await aBookedOrder(deliveryTime(28))}`);
      await expect(page.locator('.big-time')).toBeVisible();
    },
    'the search for an order that nobody knows': (page) => page.goto('/order.html?order=nonsense'),
  },
  'delivery.html': {
    'the delivery times, one of them chosen': chooseATime,
    'a booked delivery': async (page) => {
      await chooseATime(page);
      await page.locator('#book').click();
      await expect(page.locator('#booked-heading')).toBeVisible();
    },
    'a delivery of nobody': (page) => page.goto('/delivery.html'),
  },
  '404.html': {
    'a page that does not exist': (page) => page.goto('/nowhere/at/all'),
  },
};

test('each page of the shop is looked at', () => {
  expect(Object.keys(states).sort()).toEqual(readdirSync('src/storefront/pages').sort());
});

const violations = async (page: Page, rules?: string[]): Promise<string[]> => {
  // Without frames in our pages, the simpler mode does the same in half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const found = await (rules ? axe.withRules(rules) : axe).analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
};

for (const [state, come] of Object.values(states).flatMap((ofPage) => Object.entries(ofPage)))
  test(`${state}: axe finds nothing in English and Spanish, by day and by night`, async ({
    page,
    complaints,
  }) => {
    complaints.allow(/402|404/);
    await come(page);
    for (const [language, code] of [
      ['English', 'en'],
      ['Español', 'es'],
    ] as const) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.getByRole('button', { name: language }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', code);
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      // Nothing but its colours changes at night.
      expect(await violations(page, ['color-contrast'])).toEqual([]);
    }
  });
