import { createServer, connect, type Server } from 'node:net';
import { startFrontDoor } from '../../infra/local/frontDoor/frontDoor.ts';
import { freePort } from '../freePort.ts';
import { expect, test } from './browserTest.ts';
import { ann, fillForm, order, orderButton, putIntoCart, thanked } from './customer.ts';
import { addresses, aReadyOrder, mailsTo } from './shop.ts';

/** A front door of its own to the running shop, whose way to the API is blocked until `open` is called. */
const aBlockedShop = async () => {
  const [port, gatewayPort] = [await freePort(), await freePort()];
  const door = await startFrontDoor({
    port,
    storefront: 'src/storefront',
    gateway: `http://127.0.0.1:${gatewayPort}`,
  });
  const relays: Server[] = [];
  const open = async () => {
    const { hostname, port: target } = new URL(addresses.gateway);
    const relay = createServer((here) => {
      const there = connect(Number(target), hostname);
      here.pipe(there).pipe(here);
      here.on('error', () => there.destroy());
      there.on('error', () => here.destroy());
    });
    await new Promise<void>((listening) => relay.listen(gatewayPort, '127.0.0.1', listening));
    relays.push(relay);
  };
  const close = async () => {
    await door.stop();
    relays.forEach((relay) => relay.close());
  };
  return { address: `http://localhost:${port}`, open, close };
};

test('while the API is down everything typed stays, and when it is back one press orders', async ({
  page,
  complaints,
}) => {
  complaints.allow(/503/);
  const shop = await aBlockedShop();
  await page.goto(shop.address);
  await page.locator('#add-LB002').click();
  await page.goto(`${shop.address}/cart.html`);
  const fields = ann();
  await fillForm(page, fields);
  await orderButton(page).click();
  await expect(page.locator('#problem')).toBeFocused();
  await expect(page.locator('#problem')).toContainText('The shop needs a moment');
  for (const [field, value] of Object.entries(fields))
    await expect(page.locator(`#${field}`)).toHaveValue(value);
  await expect(page.getByRole('link', { name: /1 plant in your cart/ })).toBeVisible();

  await shop.open();
  await orderButton(page).click();
  await thanked(page);
  await shop.close();
});

test('an answer that was lost on its way is asked for again, even after a reload, and the order is one', async ({
  page,
  complaints,
}) => {
  complaints.allow(/ERR_/);
  await putIntoCart(page, 'BA002');
  await page.goto('/cart.html');
  const fields = ann();
  await fillForm(page, fields);
  let lost = '';
  await page.route('**/api/createOrder', async (route) => {
    lost = ((await (await route.fetch()).json()) as { orderId: string }).orderId;
    await route.abort('connectionreset');
  });
  await orderButton(page).click();
  await expect(page.locator('#problem')).toContainText('pressing twice never orders twice');
  await page.unroute('**/api/createOrder');
  await page.reload();
  await fillForm(page, fields);
  await orderButton(page).click();
  expect(await thanked(page)).toBe(lost);
  await expect(page.locator('.step[aria-current] h3')).toContainText('Ready for delivery');
  const thanks = (await mailsTo(fields['email']!)).filter(
    ({ subject }) => subject === 'Thanks for your order',
  );
  expect(thanks).toHaveLength(1);
});

test('a changed cart is another order than the one that may have been lost', async ({ page, complaints }) => {
  complaints.allow(/ERR_/);
  const keys: (string | undefined)[] = [];
  await page.route('**/api/createOrder', (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    return route.abort();
  });
  await putIntoCart(page, 'BA002');
  await page.goto('/cart.html');
  await fillForm(page, ann());
  for (const before of [
    () => undefined,
    () => page.getByRole('button', { name: /One Basic aloe more/ }).click(),
  ]) {
    await before();
    await orderButton(page).click();
    await expect(page.locator('#problem')).toBeFocused();
  }
  expect(new Set(keys).size).toBe(2);
});

test('offline, a chosen delivery time stays chosen and can be booked later', async ({
  page,
  context,
  complaints,
}) => {
  complaints.allow(/ERR_/);
  await page.goto(`/delivery.html?order=${await aReadyOrder()}`);
  const slot = page.locator('.slot').nth(3);
  await slot.click();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Book this time' }).click();
  await expect(page.locator('#reason')).toContainText('Your choice is still here');
  await expect(slot.getByRole('radio')).toBeChecked();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Book this time' }).click();
  await expect(page.getByRole('heading', { name: 'See you then.' })).toBeVisible();
});

test('a status page that cannot ask says so, and goes on when it can', async ({
  page,
  context,
  complaints,
}) => {
  complaints.allow(/ERR_/);
  await order(page, ann({ email: `${Date.now()}+stock-dawdles@example.com` }), 'EX001');
  await expect(page.locator('.step[aria-current] h3')).toContainText('Being grown');
  await context.setOffline(true);
  await expect(page.locator('#order-trouble')).toContainText('We keep trying.');
  await context.setOffline(false);
  await expect(page.locator('.step[aria-current] h3')).toContainText('Ready for delivery', {
    timeout: 30_000,
  });
  await expect(page.locator('#order-trouble')).toBeEmpty();
});
