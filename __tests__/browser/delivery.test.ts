import { readFile } from 'node:fs/promises';
import { expect, test } from './browserTest.ts';
import { withholdStock } from './customer.ts';
import { aBookedOrder, aReadyOrder, bookDelivery, deliveryTime, findOrder } from './shop.ts';

const book = { name: 'Book this time' };

test('times stand by day with the places that are left, and a booking shows when, has a calendar entry, and tells nobody where', async ({
  page,
}) => {
  const orderId = await aReadyOrder();
  await page.goto(`/delivery.html?order=${orderId}`);
  const day = page.locator('.day').nth(2);
  await expect(day.locator('legend')).toHaveText(/^(Mon|Tues|Wednes|Thurs|Fri|Satur)day [A-Z][a-z]+ \d+$/);
  await expect(day.locator('.slot')).toHaveCount(3);
  await expect(day.locator('.slot').first()).toContainText(/\d places? left/);
  await expect(page.locator('#chosen')).toHaveText('Choose a time above.');

  await page.getByRole('button', book).click();
  await expect(page.locator('#announcements')).toHaveText('Please choose a time first.');
  await expect(page.locator('#chosen')).toHaveText('Please choose a time first.');
  const slot = day.locator('.slot').nth(1);
  const time = Number(await slot.getByRole('radio').getAttribute('value'));
  await slot.click();
  await expect(page.locator('#chosen')).toContainText('1:00 PM');
  await page.getByRole('button', book).click();
  await expect(page.locator('#booked')).toContainText('We have written to you');
  await expect(page.locator('#booked')).not.toContainText(/Bo Ek|Oak Road|Troy/);
  await expect(page.locator('.big-time')).toContainText('New York time');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Add to calendar' }).click();
  const entry = await readFile(await (await download).path(), 'utf8');
  expect((await download).suggestedFilename()).toBe('plant-delivery.ics');
  expect(entry).toContain(`UID:${orderId}@acmecorp.xyz\r\n`);
  expect(entry).toContain(`DTSTART:${new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')}\r\n`);
  expect(entry).not.toMatch(/LOCATION|Oak Road|Bo Ek/);
  // The mail knows more than the page, so its entry is never the older one.
  const { history } = await findOrder(orderId);
  const stockedAt = Date.parse(history.find(({ status }) => status === 'STOCKED')!.at);
  expect(entry).toContain(`SEQUENCE:${Math.floor(stockedAt / 1000)}\r\n`);
});

test('a time that others take meanwhile is explained, and the list shows what is free now', async ({
  page,
  complaints,
}) => {
  complaints.allow(/409/);
  const [orderId, first, second] = await Promise.all([aReadyOrder(), aReadyOrder(), aReadyOrder()]);
  const time = deliveryTime(20);
  await page.goto(`/delivery.html?order=${orderId}`);
  const radio = page.locator(`input[value="${time}"]`);
  await radio.check({ force: true });
  await bookDelivery(first, time);
  await bookDelivery(second, time);
  await page.getByRole('button', book).click();
  await expect(page.locator('#reason')).toBeFocused();
  await expect(page.locator('#reason')).toContainText('has just been taken by somebody else');
  await expect(radio).toHaveCount(0);
  await page.locator('.slot').nth(8).click();
  await page.getByRole('button', book).click();
  await expect(page.getByRole('heading', { name: 'See you then.' })).toBeVisible();
});

test('a delivery can be changed once, and then stays', async ({ page, complaints }) => {
  complaints.allow(/409/);
  const orderId = await aBookedOrder(deliveryTime(21));
  await page.goto(`/order.html?order=${orderId}`);
  await page.getByRole('link', { name: 'Change the delivery' }).click();
  await expect(page.locator('#choose-intro')).toContainText('You can change it once.');
  await expect(page.locator(`input[value="${deliveryTime(21)}"]`)).toBeDisabled();
  await page.locator(`input[value="${deliveryTime(22)}"]`).check({ force: true });
  await page.getByRole('button', book).click();
  await expect(page.getByRole('heading', { name: 'See you then.' })).toBeVisible();
  expect(await findOrder(orderId)).toMatchObject({ deliveryTime: deliveryTime(22), deliveryChanges: 1 });

  await page.goto(`/order.html?order=${orderId}`);
  await expect(page.getByText('The time was changed once and now stays.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Change the delivery' })).toHaveCount(0);
  await page.goto(`/delivery.html?order=${orderId}`);
  await expect(page.getByRole('heading', { name: 'Your delivery time stays' })).toBeVisible();
});

test('a change made in another window is explained when this one tries it too', async ({
  page,
  complaints,
}) => {
  complaints.allow(/409/);
  const orderId = await aBookedOrder(deliveryTime(23));
  await page.goto(`/delivery.html?order=${orderId}`);
  await page.locator('.slot').nth(1).click();
  await bookDelivery(orderId, deliveryTime(24), deliveryTime(23));
  await page.getByRole('button', book).click();
  await expect(page.locator('#fixed')).toBeFocused();
  await expect(page.locator('#fixed-reason')).toContainText('changed once');
});

test('a page that is older than a booking says what is booked, instead of using up the only change', async ({
  page,
  complaints,
}) => {
  complaints.allow(/409/);
  const orderId = await aReadyOrder();
  await page.goto(`/delivery.html?order=${orderId}`);
  await page.locator('.slot').nth(1).click();
  await bookDelivery(orderId, deliveryTime(29));
  await page.getByRole('button', book).click();
  await expect(page.locator('#reason')).toBeFocused();
  await expect(page.locator('#reason')).toContainText('Your delivery is already booked for');
  await expect(page.locator(`input[value="${deliveryTime(29)}"]`)).toBeDisabled();
  expect(await findOrder(orderId)).toMatchObject({ deliveryTime: deliveryTime(29), deliveryChanges: 0 });
});

for (const [status, code] of [
  [429, 'TOO_MANY_REQUESTS'],
  [503, 'SERVICE_UNAVAILABLE'],
  [400, 'NEVER_HEARD_OF'],
] as const)
  test(`a booking that is answered with ${code} keeps the choice, which can be booked in a minute`, async ({
    page,
    complaints,
  }) => {
    complaints.allow(new RegExp(String(status)));
    await page.route('**/api/bookDelivery', (route) => route.fulfill({ status, json: { status, code } }));
    await page.goto(`/delivery.html?order=${await aReadyOrder()}`);
    const slot = page.locator('.slot').nth(4);
    await slot.click();
    await page.getByRole('button', book).click();
    await expect(page.locator('#reason')).toContainText('please book again in a minute');
    await expect(slot.getByRole('radio')).toBeChecked();
  });

test('delivery times that the shop cannot tell are not blamed on the connection', async ({
  page,
  complaints,
}) => {
  complaints.allow(/503/);
  await page.route('**/api/orders/*', (route) => route.fulfill({ status: 503, json: {} }));
  await page.goto('/delivery.html?order=00000000-0000-4000-8000-000000000000');
  await expect(page.getByText('The shop needs a moment.')).toBeVisible();
});

test('plants that are still growing have no delivery times yet', async ({ page }) => {
  await withholdStock(page);
  const orderId = await aReadyOrder();
  await page.goto(`/delivery.html?order=${orderId}`);
  await expect(page.getByRole('heading', { name: 'Your plants are not ready yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Follow your order' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your order');
});

test('an order that nobody knows has no delivery', async ({ page, complaints }) => {
  complaints.allow(/404/);
  for (const query of ['?order=00000000-0000-4000-8000-000000000000', '?order=nonsense', '']) {
    await page.goto(`/delivery.html${query}`);
    await expect(page.getByRole('heading', { name: 'We know no such order' })).toBeVisible();
  }
});

test('plants that are ready before they are paid say so, and the times come by themselves with the payment', async ({
  page,
  complaints,
}) => {
  complaints.allow(/503/);
  const orderId = await aReadyOrder();
  let [isPaid, isDown] = [false, false];
  await page.route('**/api/orders/*', async (route) => {
    if (isDown) return route.fulfill({ status: 503, json: {} });
    const response = await route.fetch();
    const found = (await response.json()) as object;
    return route.fulfill({ response, json: { ...found, ...(!isPaid && { payment: 'PENDING' }) } });
  });
  await page.clock.install();
  await page.goto(`/delivery.html?order=${orderId}`);
  const notReady = page.locator('#not-ready');
  await expect(notReady).toContainText('As soon as your payment is here, you can choose');
  await expect(notReady.getByRole('heading')).toHaveText('We are waiting for your payment');
  await page.locator('#language-es').click();
  await expect(notReady).toContainText('En cuanto llegue tu pago podrás elegir');
  await page.locator('#language-en').click();
  isDown = true;
  await page.clock.runFor(60_000);
  await expect(notReady).toBeVisible();
  [isPaid, isDown] = [true, false];
  await page.clock.runFor(60_000);
  await expect(page.locator('#choose')).toBeVisible();
  await expect(page.locator('#announcements')).toContainText('Your plants are ready.');
});

test('a booking that comes before the payment is answered with what is missing, and goes on by itself', async ({
  page,
  complaints,
}) => {
  complaints.allow(/409/);
  const orderId = await aReadyOrder();
  await page.clock.install();
  await page.goto(`/delivery.html?order=${orderId}`);
  await page.locator('.slot').nth(4).click();
  let isPaid = false;
  await page.route('**/api/orders/*', async (route) => {
    const response = await route.fetch();
    const found = (await response.json()) as object;
    return route.fulfill({ response, json: { ...found, ...(!isPaid && { payment: 'PENDING' }) } });
  });
  const refusal = { status: 409, code: 'NOT_YET_DELIVERABLE', detail: 'not ready' };
  await page.route('**/api/bookDelivery', (route) => route.fulfill({ status: 409, json: refusal }));
  await page.getByRole('button', book).click();
  await expect(page.locator('#not-ready')).toBeFocused();
  await expect(page.locator('#not-ready')).toContainText('As soon as your payment is here');
  isPaid = true;
  await page.clock.runFor(60_000);
  await expect(page.locator('#choose')).toBeVisible();
});
