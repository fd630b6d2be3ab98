import { expect, test } from './browserTest.ts';
import { ann, fillForm, orderButton, putIntoCart, thanked } from './customer.ts';
import { mailsTo } from './shop.ts';

test.beforeEach(async ({ page }) => {
  await putIntoCart(page, 'BB001');
  await page.goto('/cart.html');
});

test('an empty form names every field, moves to the first and orders nothing', async ({ page }) => {
  let requests = 0;
  page.on('request', (request) => (requests += Number(request.url().includes('/createOrder'))));
  await orderButton(page).click();
  await expect(page.getByLabel('Name')).toBeFocused();
  for (const field of ['Name', 'E-mail', 'Phone', 'Street and number', 'City'])
    await expect(page.getByLabel(field)).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription('Please tell us your name.');
  await expect(page.locator('#announcements')).toHaveText('5 fields need another look.');
  expect(requests).toBe(0);
});

test('a wrong e-mail is told when its field is left, and praised as soon as it is right', async ({
  page,
}) => {
  const email = page.getByLabel('E-mail');
  await email.fill('ann@');
  await email.press('Tab');
  await expect(email).toHaveAccessibleDescription(/not an e-mail address that we can write to/);
  await email.fill('ann@example.com');
  await expect(email).not.toHaveAttribute('aria-invalid');
});

test('a business needs an organization number, and is not served in Mexico', async ({ page }) => {
  await page.getByLabel('A business').check();
  await fillForm(page, ann({ orgNumber: '12345' }));
  await orderButton(page).click();
  await expect(page.getByLabel('Organization number')).toBeFocused();
  await page.getByLabel('Organization number').fill('123456');
  await page.getByRole('radio', { name: 'Mexico' }).check();
  await expect(page.locator('#market-error')).toContainText('We do not serve businesses in Mexico yet.');
  await orderButton(page).click();
  await expect(page.getByRole('radio', { name: 'Mexico' })).toBeFocused();
  await page.getByLabel('An individual').check();
  await expect(page.locator('#market-error')).toBeEmpty();
  await orderButton(page).click();
  await thanked(page);
});

test('the switch in the header brings, and takes back, the word that businesses in Mexico are not served', async ({
  page,
}) => {
  await page.getByLabel('A business').check();
  await page.locator('#market-MX').click();
  await expect(page.locator('#market-error')).toContainText('Todavía no atendemos a empresas en México.');
  await page.locator('#market-US').click();
  await expect(page.locator('#market-error')).toBeEmpty();
});

test('another country in the form changes the money, not the language that the customer reads', async ({
  page,
}) => {
  await page.getByRole('radio', { name: 'Mexico' }).check();
  await expect(page.locator('#total')).toContainText('3,000');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your cart');
});

test('what the server refuses is shown at its field', async ({ page, complaints }) => {
  complaints.allow(/400/);
  // The page's own check is looser than the server's for one moment: the address changes on its way.
  await page.route('**/api/createOrder', (route) =>
    route.continue({ postData: { ...route.request().postDataJSON(), phone: 'call me', city: '' } }),
  );
  await fillForm(page, ann());
  await orderButton(page).click();
  await expect(page.getByLabel('Phone')).toBeFocused();
  await expect(page.getByLabel('Phone')).toHaveAccessibleDescription(/at least 5 digits/);
  await expect(page.getByLabel('City')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Name')).toHaveValue('Ann Lee');
});

test('a declined payment is told kindly, keeps everything, and another try is another attempt', async ({
  page,
  complaints,
}) => {
  complaints.allow(/402/);
  const keys: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/createOrder')) keys.push(request.headers()['idempotency-key']);
  });
  await fillForm(page, ann({ email: 'ann+payment-declines@example.com' }));
  await orderButton(page).click();
  await expect(page.locator('#problem')).toBeFocused();
  await expect(page.locator('#problem')).toContainText('Your payment was declined');
  await expect(page.getByLabel('City')).toHaveValue('Albany');
  await page.getByLabel('E-mail').fill(ann()['email']!);
  await orderButton(page).click();
  await thanked(page);
  expect(new Set(keys).size).toBe(2);
});

for (const [status, words] of [
  [413, 'The order is too large to send.'],
  [415, 'Nothing was ordered and nothing was charged.'],
] as const)
  test(`an order that is refused with ${status} is explained, and stays in the cart`, async ({
    page,
    complaints,
  }) => {
    complaints.allow(new RegExp(String(status)));
    await page.route('**/api/createOrder', (route) => {
      const headers = {
        ...route.request().headers(),
        ...(status === 415 && { 'content-type': 'text/plain' }),
      };
      const tooLong = { ...route.request().postDataJSON(), name: 'x'.repeat(100_000) };
      return route.continue({ headers, ...(status === 413 && { postData: tooLong }) });
    });
    await fillForm(page, ann());
    await orderButton(page).click();
    await expect(page.locator('#problem')).toContainText(words);
    await expect(page.getByRole('link', { name: /1 plant in your cart/ })).toBeVisible();
  });

test('a double click is one order, one charge and one mail', async ({ page }) => {
  const fields = ann();
  let requests = 0;
  page.on('request', (request) => (requests += Number(request.url().includes('/createOrder'))));
  await fillForm(page, fields);
  await orderButton(page).dblclick();
  await thanked(page);
  expect(requests).toBe(1);
  await expect(page.locator('.step[aria-current] h3')).toContainText('Ready for delivery');
  const thanks = (await mailsTo(fields['email']!)).filter(
    ({ subject }) => subject === 'Thanks for your order',
  );
  expect(thanks).toHaveLength(1);
});
