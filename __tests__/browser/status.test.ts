import { expect, test } from './browserTest.ts';
import { ann, currentStep, order, withholdStock } from './customer.ts';
import { aBookedOrder, anOrderId, bookDelivery, deliveryTime, whenStatus } from './shop.ts';

const NOT_STORED_YET = {
  status: 404,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    status: 404,
    code: 'ORDER_NOT_FOUND',
    detail: 'We know no order with this number.',
  }),
};

test('the page of thanks shows each step as it happens: received, grown, ready, booked', async ({
  page,
  complaints,
}) => {
  complaints.allow(/404/);
  let isStored = false;
  const tellOfStock = await withholdStock(page);
  await page.route('**/api/orders/*', (route) =>
    isStored ? route.fallback() : route.fulfill(NOT_STORED_YET),
  );
  const orderId = await order(page, ann(), 'LB001');
  await expect(currentStep(page)).toContainText('Received');
  isStored = true;
  await expect(currentStep(page)).toContainText('Being grown');
  await expect(page.locator('.step').nth(1).locator('time')).toBeVisible();
  await expect(page.locator('#delivery')).toBeHidden();
  tellOfStock();
  await expect(currentStep(page)).toContainText('Ready for delivery');
  await expect(page.locator('#announcements')).toContainText('Ready for delivery');
  await expect(page.getByRole('link', { name: 'Choose a delivery time' })).toHaveAttribute(
    'href',
    `/delivery.html?order=${orderId}`,
  );

  await bookDelivery(orderId, deliveryTime(25));
  await expect(currentStep(page)).toContainText('Delivery booked');
  await expect(page.getByRole('link', { name: 'Add to calendar' })).toBeVisible();
  await expect(page.locator('.step time')).toHaveCount(4);
});

test('the status page of a booked order shows its history, its delivery and its plants, and asks no more', async ({
  page,
}) => {
  const orderId = await aBookedOrder(deliveryTime(26));
  let questions = 0;
  page.on('request', (request) => (questions += Number(request.url().includes('/api/orders/'))));
  await page.clock.install();
  await page.goto(`/order.html?order=${orderId}`);
  await expect(page.locator('.big-time')).toBeVisible();
  await expect(page.locator('#ordered')).toContainText('1 × Lush bracken');
  await expect(page.getByRole('link', { name: 'Change the delivery' })).toBeVisible();
  await page.clock.runFor(120_000);
  expect(questions).toBe(1);
});

test('a status page asks ever more slowly, and not at all while it is hidden', async ({ page }) => {
  const orderId = await anOrderId();
  await whenStatus(orderId, 'STOCKED');
  let questions = 0;
  page.on('request', (request) => (questions += Number(request.url().includes('/api/orders/'))));
  await page.clock.install();
  await page.goto(`/order.html?order=${orderId}`);
  await expect(currentStep(page)).toContainText('Ready for delivery');
  // A real answer must come between two questions, so the clock goes on in steps.
  for (let second = 0; second < 60; second++) {
    await page.clock.runFor(1000);
    await page.evaluate('fetch("/robots.txt").then(() => undefined)');
  }
  expect(questions).toBeGreaterThan(3);
  expect(questions).toBeLessThan(15);

  await page.evaluate(
    'Object.defineProperty(document, "hidden", { configurable: true, get: () => true }); document.dispatchEvent(new Event("visibilitychange"))',
  );
  await page.clock.runFor(31_000);
  const before = questions;
  await page.clock.runFor(120_000);
  expect(questions).toBe(before);
  await page.evaluate(
    'Object.defineProperty(document, "hidden", { configurable: true, get: () => false }); document.dispatchEvent(new Event("visibilitychange"))',
  );
  await expect.poll(() => questions).toBe(before + 1);
});

test('a page that somebody comes back to shows the delivery as it is booked by now', async ({ page }) => {
  const orderId = await aBookedOrder(deliveryTime(30));
  await page.goto(`/order.html?order=${orderId}`);
  await expect(page.getByRole('link', { name: 'Change the delivery' })).toBeVisible();
  await bookDelivery(orderId, deliveryTime(31), deliveryTime(30));
  await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
  await expect(page.getByText('The time was changed once and now stays.')).toBeVisible();

  const other = await aBookedOrder(deliveryTime(32));
  await page.goto(`/order.html?order=${other}`);
  await expect(page.getByRole('link', { name: 'Change the delivery' })).toBeVisible();
  await bookDelivery(other, deliveryTime(33), deliveryTime(32));
  await page.evaluate('dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))');
  await expect(page.getByText('The time was changed once and now stays.')).toBeVisible();
});

test('an order page that cannot ask says so while it looks for the order', async ({ page, complaints }) => {
  complaints.allow(/503/);
  await page.route('**/api/orders/*', (route) => route.fulfill({ status: 503, json: {} }));
  await page.goto('/order.html?order=00000000-0000-4000-8000-000000000000');
  await expect(page.getByText('We could not ask for news just now.')).toBeVisible();
});

test('an order that nobody knows is told after a moment, and a number can be typed', async ({
  page,
  complaints,
}) => {
  complaints.allow(/404/);
  await page.goto('/order.html?order=00000000-0000-4000-8000-000000000000');
  await expect(page.getByText('Looking for your order…')).toBeVisible();
  await expect(page.getByText('We know no such order')).toBeVisible();
  const orderId = await aBookedOrder(deliveryTime(27));
  await page.getByLabel('Order number').fill(`  ${orderId.toUpperCase()} `);
  await page.getByRole('button', { name: 'Show the order' }).click();
  await expect(currentStep(page)).toContainText('Delivery booked');
});

test('what can be no order number is never sent to the API', async ({ page }) => {
  let questions = 0;
  page.on('request', (request) => (questions += Number(request.url().includes('/api/'))));
  await page.goto('/order.html?order=%3Cimg%20src%3Dx%3E');
  await expect(page.getByText('We know no such order')).toBeVisible();
  await page.goto('/order.html');
  await expect(page.getByLabel('Order number')).toBeVisible();
  expect(questions).toBe(0);
});

test('a page of thanks without an order claims none, and one for an unknown order says so after a while', async ({
  page,
  complaints,
}) => {
  complaints.allow(/404/);
  for (const query of ['', '?order=nonsense']) {
    await page.goto(`/success.html${query}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no order to show here');
    await expect(page.getByRole('link', { name: 'See the plants' })).toBeVisible();
  }
  await page.clock.install();
  await page.goto('/success.html?order=00000000-0000-4000-8000-000000000000');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you.');
  const heading = page.getByRole('heading', { name: 'We know no such order' });
  await expect(async () => {
    await page.clock.runFor(10_000);
    await expect(heading).toBeVisible({ timeout: 100 });
  }).toPass();
  await expect(page.locator('#order')).toBeHidden();
});

const STORED = {
  market: 'US',
  lines: [{ sku: 'LB001', quantity: 2, unitPrice: 15000 }],
  totalPrice: 30000,
  localPrice: 30000,
  currency: 'USD',
  deliveryTime: null,
  deliveryChanges: 0,
};
const at = '2026-11-24T10:00:00Z';
const steps = (...statuses: string[]) => ({
  status: statuses.at(-1),
  history: statuses.map((status) => ({ status, at })),
});

test('a status page tells how the payment stands, why an order ended and what was given back, and then asks no more', async ({
  page,
}) => {
  const orderId = '11111111-2222-4333-8444-555555555555';
  const refunds = [{ at, localAmount: 15000 }];
  const answers = [
    { ...steps('PLACED', 'STOCKED'), payment: 'PENDING' },
    { ...steps('PLACED', 'STOCKED'), payment: 'PAID', refunds },
    {
      ...steps('PLACED', 'STOCKED', 'CANCELLED'),
      payment: 'REFUNDED',
      cancelledReason: 'BY_OPERATOR',
      refunds,
    },
  ];
  let questions = 0;
  let known = 0;
  await page.route('**/api/orders/*', (route) => {
    questions += 1;
    return route.fulfill({ json: { orderId, ...STORED, ...answers[known] } });
  });
  await page.clock.install();
  await page.goto(`/order.html?order=${orderId}`);
  const ordered = page.locator('#ordered');
  await expect(ordered).toContainText('waiting for your bank');
  await expect(page.locator('.step[aria-current]')).toContainText('As soon as your payment is here');
  await expect(page.getByRole('link', { name: 'Choose a delivery time' })).toHaveCount(0);

  known = 1;
  await page.clock.runFor(60_000);
  await expect(ordered).toContainText('Paymentpaid');
  await expect(ordered).toContainText(/In your favor, Nov 24.*\$150 USD/);
  await expect(page.locator('#announcements')).toContainText('Payment: paid.');
  await expect(page.getByRole('link', { name: 'Choose a delivery time' })).toBeVisible();

  known = 2;
  await page.clock.runFor(60_000);
  await expect(currentStep(page)).toContainText('Cancelled');
  await expect(page.locator('.step[aria-current]')).toContainText('We have cancelled this order.');
  await expect(ordered).toContainText('goes back to you');
  await page.locator('#language-es').click();
  await expect(page.locator('.step[aria-current]')).toContainText('Cancelamos este pedido.');
  await expect(ordered).toContainText('Pagose te devuelve');
  const before = questions;
  await page.clock.runFor(300_000);
  expect(questions).toBe(before);
});
