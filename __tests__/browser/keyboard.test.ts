import type { Locator, Page } from '@playwright/test';
import { expect, test } from './browserTest.ts';
import { ann, thanked } from './customer.ts';
import { addresses } from './shop.ts';

const MOST_STOPS = 60;

/** Presses Tab until something has the focus, as somebody without a mouse does. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((node) => node.matches(':focus-visible'))) return;
  }
  throw new Error(`Tab does not reach ${String(target)}`);
};

test('a customer without a mouse orders, and books a delivery', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Add to cart Exclusive bonsai' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('#announcements')).toHaveText('Exclusive bonsai added. 1 in your cart.');
  await page.reload();
  await tabTo(page, page.getByRole('link', { name: 'Cart' }));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/cart.html');

  await tabTo(page, page.getByRole('button', { name: 'One Exclusive bonsai more' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'One Exclusive bonsai more' })).toBeFocused();
  await tabTo(page, page.getByLabel('An individual'));
  for (const [label, value] of [
    ['Name', ann()['name']],
    ['E-mail', ann()['email']],
    ['Phone', ann()['phone']],
    ['Street and number', ann()['street']],
    ['City', ann()['city']],
  ] as const) {
    await tabTo(page, page.getByLabel(label));
    await page.keyboard.type(value!);
  }
  await tabTo(page, page.getByRole('button', { name: 'Order now' }));
  await page.keyboard.press('Enter');
  await thanked(page);

  const choose = page.getByRole('link', { name: 'Choose a delivery time' });
  await expect(choose).toBeVisible();
  await tabTo(page, choose);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/delivery.html?*');
  await expect(page.locator('.slot').first()).toBeVisible();
  await tabTo(page, page.locator('.slot input').first());
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.slot input').nth(2)).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'Book this time' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'See you then.' })).toBeFocused();
  await tabTo(page, page.getByRole('link', { name: 'Follow your order' }));
});

test('whoever presses a switch keeps the focus on it', async ({ page }) => {
  await page.goto(addresses.shop);
  await tabTo(page, page.locator('#language-es'));
  await page.keyboard.press('Enter');
  await expect(page.locator('#language-es')).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Criadas sin prisa. Plantadas a mano.');
  await expect(page.locator('#plant-LB001 .price')).toHaveText('$150');
});
