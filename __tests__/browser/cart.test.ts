import type { Page } from '@playwright/test';
import { catalogue } from '../../src/contracts/catalogue.ts';
import { expect, test } from './browserTest.ts';
import { ann, fillForm, orderButton, putIntoCart, thanked } from './customer.ts';
import { whenStatus } from './shop.ts';

const storeCart = (page: Page, content: string) =>
  page.addInitScript(
    `localStorage.getItem('acme.cart') ?? localStorage.setItem('acme.cart', ${JSON.stringify(content)})`,
  );

const aCart = (...lines: [sku: string, quantity: number, price: number][]): string =>
  JSON.stringify({ version: 1, lines: lines.map(([sku, quantity, price]) => ({ sku, quantity, price })) });

test('a customer adds plants, changes how many, and removes them; the cart outlives a reload', async ({
  page,
}) => {
  await putIntoCart(page, 'LB001', 'LB001', 'BL001');
  await expect(page.locator('#chip-LB001')).toHaveText('2 in your cart');
  await page.reload();
  await expect(page.locator('#chip-LB001')).toHaveText('2 in your cart');
  await page.getByRole('link', { name: /3 plants in your cart/ }).click();
  await expect(page.locator('#total')).toHaveText('$450 USD');

  await page.getByRole('button', { name: 'One Lush bracken more' }).click();
  await expect(page.locator('#total')).toHaveText('$600 USD');
  await page.getByLabel('Quantity of Basic lily').fill('10');
  await page.getByLabel('Quantity of Basic lily').press('Tab');
  await expect(page.locator('#total')).toHaveText('$1,950 USD');
  await page.getByRole('button', { name: 'Remove Basic lily' }).click();
  await expect(page.locator('#announcements')).toHaveText('Basic lily removed.');
  await expect(page.getByRole('button', { name: 'Remove Lush bracken' })).toBeFocused();
  await page.getByRole('button', { name: 'Remove Lush bracken' }).click();
  await expect(page.getByText('Nothing here yet.')).toBeVisible();
});

test('a quantity that is none is put back, and one that is too large is cut', async ({ page }) => {
  await storeCart(page, aCart(['LB001', 2, 15000]));
  await page.goto('/cart.html');
  const quantity = page.getByLabel('Quantity of Lush bracken');
  for (const [typed, kept] of [
    ['0', '2'],
    ['-3', '2'],
    ['', '2'],
    ['2.7', '2'],
    ['5000', '999'],
  ] as const) {
    await quantity.fill(typed);
    await quantity.press('Enter');
    await expect(quantity).toHaveValue(kept);
  }
});

for (const [what, content] of [
  ['no JSON', '{"version":1,"lines":[{'],
  ['another version', '{"version":99,"lines":[{"sku":"LB001","quantity":1,"price":1}]}'],
  ['a cart of nonsense', '{"version":1,"lines":[{"sku":7,"quantity":-1,"price":"free"}]}'],
  ['null', 'null'],
] as const)
  test(`a stored cart that is ${what} is discarded without an error`, async ({ page }) => {
    await storeCart(page, content);
    await page.goto('/cart.html');
    await expect(page.getByText('Nothing here yet.')).toBeVisible();
    await putIntoCart(page, 'BA002');
    await expect(page.getByRole('link', { name: /1 plant in your cart/ })).toBeVisible();
  });

test('prices that changed since are shown, and agreed to, before anything can be ordered', async ({
  page,
}) => {
  await storeCart(page, aCart(['LB001', 2, 14000], ['GONE1', 1, 100]));
  await page.goto('/cart.html');
  const notice = page.locator('#price-notice');
  await expect(notice).toContainText('Lush bracken: $140 before, now $150');
  await expect(notice).toContainText('GONE1 is no longer sold');
  await fillForm(page, ann());
  await orderButton(page).click();
  await expect(notice).toBeFocused();

  await page.getByRole('button', { name: 'Continue with today’s prices' }).click();
  await expect(notice).toBeHidden();
  await expect(page.locator('#total')).toHaveText('$300 USD');
  await orderButton(page).click();
  expect(await whenStatus(await thanked(page), 'STOCKED')).toMatchObject({ totalPrice: 30000 });
});

test('a price that changes while the customer types is asked about when the server refuses the total', async ({
  page,
  complaints,
}) => {
  complaints.allow(/409/);
  let isCheaper = true;
  await page.route('**/catalogue.json', (route) =>
    route.fulfill({
      json: [...catalogue.values()].map((product) =>
        isCheaper && product.sku === 'BL001' ? { ...product, price: 10000 } : product,
      ),
    }),
  );
  await putIntoCart(page, 'BL001');
  await page.goto('/cart.html');
  await fillForm(page, ann());
  await expect(page.locator('#total')).toHaveText('$100 USD');
  isCheaper = false;
  await orderButton(page).click();
  await expect(page.locator('#price-notice')).toBeFocused();
  await expect(page.locator('#price-notice')).toContainText('Basic lily: $100 before, now $150');
  await page.getByRole('button', { name: 'Continue with today’s prices' }).click();
  await orderButton(page).click();
  expect(await whenStatus(await thanked(page), 'STOCKED')).toMatchObject({ totalPrice: 15000 });
});

test('a page with an old catalogue still orders at the total that the server asks for', async ({
  page,
  complaints,
}) => {
  complaints.allow(/409/);
  await page.route('**/catalogue.json', (route) =>
    route.fulfill({ json: [...catalogue.values()].map((product) => ({ ...product, price: 10000 })) }),
  );
  await putIntoCart(page, 'BL001', 'LB001');
  await page.goto('/cart.html');
  await fillForm(page, ann());
  await orderButton(page).click();
  await expect(page.locator('#price-notice')).toContainText('The total is $300 today, not $200.');
  await page.getByRole('button', { name: 'Continue with today’s prices' }).click();
  await expect(page.locator('#total')).toHaveText('$300 USD');
  await expect(page.locator('#total-note')).toBeVisible();
  await orderButton(page).click();
  await thanked(page);
});

test('whoever goes back from the thanks finds an empty cart, and a page that is ready again', async ({
  page,
}) => {
  await putIntoCart(page, 'BB002');
  await page.getByRole('link', { name: /1 plant in your cart/ }).click();
  await fillForm(page, ann());
  await orderButton(page).click();
  await thanked(page);
  await page.goBack();
  await expect(page.getByText('Nothing here yet.')).toBeVisible();
  await expect(orderButton(page)).toHaveText('Order now');
});

test('plants that could not be loaded are tried again on request', async ({ page, complaints }) => {
  complaints.allow(/ERR_FAILED|catalogue/);
  await page.route('**/catalogue.json', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByText('We could not load the plants.')).toBeVisible();
  await page.unroute('**/catalogue.json');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Lush bracken' })).toBeVisible();
});

test('the click that ends the typing of a quantity is not lost', async ({ page }) => {
  await storeCart(page, aCart(['LB001', 2, 15000]));
  await page.goto('/cart.html');
  await page.getByLabel('Quantity of Lush bracken').fill('5');
  await page.getByRole('button', { name: 'One Lush bracken more' }).click();
  await expect(page.getByLabel('Quantity of Lush bracken')).toHaveValue('6');
  await expect(page.locator('#total')).toHaveText('$900 USD');
});

test('more plants than one order takes are told at the cart, before anything is sent', async ({ page }) => {
  let requests = 0;
  page.on('request', (request) => (requests += Number(request.url().includes('/createOrder'))));
  await storeCart(page, aCart(['LB001', 600, 15000], ['BL001', 400, 15000]));
  await page.goto('/cart.html');
  await fillForm(page, ann());
  await expect(page.locator('#lines-error')).toContainText('at most 999 plants');
  await orderButton(page).click();
  await expect(page.locator('#lines-error')).toBeFocused();
  await page.getByRole('button', { name: 'One Basic lily less' }).click();
  await expect(page.locator('#lines-error')).toBeEmpty();
  expect(requests).toBe(0);
});

test('plants that the server refuses are told at the cart', async ({ page, complaints }) => {
  complaints.allow(/400/);
  await page.route('**/api/createOrder', (route) => {
    const order = route.request().postDataJSON();
    return route.continue({ postData: { ...order, lines: [{ sku: 'NONE1', quantity: 1 }] } });
  });
  await putIntoCart(page, 'BL001');
  await page.goto('/cart.html');
  await fillForm(page, ann());
  await orderButton(page).click();
  await expect(page.locator('#lines-error')).toBeFocused();
  await expect(page.locator('#lines-error')).toContainText('cannot accept these plants');
});

test('a cart with nothing but a plant that is no longer sold has nothing to order', async ({ page }) => {
  await storeCart(page, aCart(['GONE1', 1, 100]));
  await page.goto('/cart.html');
  await expect(page.locator('#price-notice')).toContainText('GONE1 is no longer sold');
  await expect(page.locator('#order-form')).toBeHidden();
  await expect(page.locator('#total')).toBeHidden();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Nothing here yet.')).toBeVisible();
});

test('where the browser has no room left, what is added is still in the cart', async ({ page }) => {
  await storeCart(page, aCart(['LB001', 1, 15000]));
  await page.addInitScript(`const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
      if (this === localStorage && key === 'acme.cart' && localStorage.getItem(key)) throw new Error('full');
      setItem.call(this, key, text);
    };`);
  await putIntoCart(page, 'LB001', 'BL001');
  await expect(page.locator('#chip-LB001')).toHaveText('2 in your cart');
  await page.goto('/cart.html');
  await expect(page.locator('#total')).toHaveText('$450 USD');
});

test('a country in the address is applied once; what the customer chooses after that counts', async ({
  page,
}) => {
  await page.goto('/?market=MX&from=mail#plants');
  await expect(page.locator('#plant-BL001 .price')).toHaveText('$3,000');
  expect(new URL(page.url()).search).toBe('?from=mail');
  await page.getByRole('button', { name: 'Estados Unidos' }).click();
  await page.reload();
  await expect(page.locator('#plant-BL001 .price')).toHaveText('$150');
});

test('a quantity and its removal fit side by side, or below each other, on the smallest telephone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await storeCart(page, aCart(['LB001', 2, 15000]));
  await page.goto('/cart.html?market=MX');
  const stepper = (await page.locator('.stepper').boundingBox())!;
  const remove = (await page.getByRole('button', { name: /^Quitar Helecho/ }).boundingBox())!;
  const isBeside = stepper.x + stepper.width <= remove.x;
  expect(isBeside || stepper.y + stepper.height <= remove.y).toBe(true);
});
