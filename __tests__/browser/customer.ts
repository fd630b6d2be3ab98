import { expect, type Page } from '@playwright/test';
import { anEmail, type Order } from './shop.ts';

/** What Ann types into the order form. */
export const ann = (changes: Record<string, string> = {}): Record<string, string> => ({
  name: 'Ann Lee',
  email: anEmail(),
  phone: '+1 212 555 0100',
  street: '12 Fern Street',
  city: 'Albany',
  ...changes,
});

/** Puts plants into the cart on the first page. */
export const putIntoCart = async (page: Page, ...skus: string[]): Promise<void> => {
  await page.goto('/');
  for (const sku of skus) await page.locator(`#add-${sku}`).click();
};

/** Types into the order form. */
export const fillForm = async (page: Page, fields: Record<string, string>): Promise<void> => {
  for (const [field, value] of Object.entries(fields)) await page.locator(`#${field}`).fill(value);
};

/** The button that orders. */
export const orderButton = (page: Page) => page.locator('#place-order');

/** Waits for the page of thanks and gives the id of the order. */
export const thanked = async (page: Page): Promise<string> => {
  await page.waitForURL(/\/success(\.html)?\?order=/);
  await expect(page.locator('#steps')).toBeVisible();
  return new URL(page.url()).searchParams.get('order')!;
};

/** Fills the cart and the form and orders; gives the id of the order. */
export const order = async (
  page: Page,
  fields: Record<string, string>,
  ...skus: string[]
): Promise<string> => {
  await putIntoCart(page, ...skus);
  await page.goto('/cart.html');
  await fillForm(page, fields);
  await orderButton(page).click();
  return thanked(page);
};

/** The step on which an order stands, by the page. */
export const currentStep = (page: Page) => page.locator('.step[aria-current="step"] h3');

/** Keeps from a page that its order is in stock, however fast the shop is; gives how to let it know. */
export const withholdStock = async (page: Page): Promise<() => void> => {
  let isWithheld = true;
  await page.route('**/api/orders/*', async (route) => {
    const response = await route.fetch();
    if (!isWithheld || !response.ok()) return route.fulfill({ response });
    const order = (await response.json()) as Order;
    const history = order.history.filter(({ status }) => status === 'PLACED');
    return route.fulfill({ response, json: { ...order, status: 'PLACED', history } });
  });
  return () => void (isWithheld = false);
};
