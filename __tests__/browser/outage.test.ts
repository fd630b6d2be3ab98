import type { Page } from '@playwright/test';
import { createServer, connect, type Server } from 'node:net';
import { startFrontDoor } from '../../infra/local/frontDoor/frontDoor.ts';
import { freshSite } from '../../infra/storefront/site.ts';
import { freePorts } from '../freePorts.ts';
import { expect, test } from './browserTest.ts';
import { ann, fillForm, order, orderButton, putIntoCart, thanked, withholdStock } from './customer.ts';
import { addresses, anEmail, aReadyOrder, mailsTo } from './shop.ts';

/** A front door of its own to the running shop, whose way to the API is blocked until `open` is called. */
const aBlockedShop = async () => {
  const [port = 0, gatewayPort = 0] = await freePorts(2);
  const storefront = test.info().outputPath('storefront');
  const refresh = freshSite({ from: 'src', to: storefront });
  const gateway = `http://127.0.0.1:${gatewayPort}`;
  const door = await startFrontDoor({ port, storefront, refresh, gateway });
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

/** Loses the answer to the first order that is sent; gives the ids of all that the shop takes, and their keys. */
const loseFirstAnswer = async (page: Page) => {
  const sent: { orderId: string; key: string | undefined }[] = [];
  await page.route('**/api/createOrder', async (route) => {
    const answer = await route.fetch();
    const { orderId } = (await answer.json()) as { orderId: string };
    sent.push({ orderId, key: route.request().headers()['idempotency-key'] });
    return sent.length === 1 ? route.abort('connectionreset') : route.fulfill({ response: answer });
  });
  return sent;
};

test('what is corrected after a lost answer is still one order, and the thanks say that it was taken as first sent', async ({
  page,
  complaints,
}) => {
  complaints.allow(/ERR_/);
  await putIntoCart(page, 'BA002');
  await page.goto('/cart.html');
  const fields = ann();
  await fillForm(page, fields);
  const sent = await loseFirstAnswer(page);
  await orderButton(page).click();
  await expect(page.locator('#problem')).toBeFocused();
  const other = ann({ street: '14 Fern Street' });
  await fillForm(page, other);
  await page.getByRole('button', { name: /One Basic aloe more/ }).click();
  await orderButton(page).click();
  expect(await thanked(page)).toBe(sent[0]!.orderId);
  expect(sent[1]).toEqual(sent[0]);
  await expect(page.getByText('as you sent it first')).toBeVisible();
  await expect(page.getByRole('link', { name: /1 plant in your cart/ })).toBeVisible();
  expect(await page.evaluate("localStorage.getItem('acme.attempt')")).toBeNull();
  expect(await mailsTo(other['email']!)).toEqual([]);
});

test('an order that is refused when it is sent again gives way to the corrected one', async ({
  page,
  complaints,
}) => {
  complaints.allow(/ERR_|402/);
  await putIntoCart(page, 'BA002');
  await page.goto('/cart.html');
  await fillForm(page, ann({ email: anEmail('payment-declines') }));
  await page.route('**/api/createOrder', (route) => route.abort());
  await orderButton(page).click();
  await expect(page.locator('#problem')).toBeFocused();
  await page.unroute('**/api/createOrder');
  await fillForm(page, ann());
  await orderButton(page).click();
  await thanked(page);
  await expect(page.getByText('as you sent it first')).toBeHidden();
});

for (const [status, code] of [
  [429, 'TOO_MANY_REQUESTS'],
  [503, 'ORDER_IN_DOUBT'],
] as const)
  test(`an order that is answered with ${status} is to be sent again after a moment, under the same key`, async ({
    page,
    complaints,
  }) => {
    complaints.allow(new RegExp(String(status)));
    const keys: (string | undefined)[] = [];
    await page.route('**/api/createOrder', (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      return keys.length === 1 ? route.fulfill({ status, json: { status, code } }) : route.continue();
    });
    await putIntoCart(page, 'BA002');
    await page.goto('/cart.html');
    await fillForm(page, ann());
    await orderButton(page).click();
    await expect(page.locator('#problem')).toContainText('please wait a moment and order again');
    await orderButton(page).click();
    await thanked(page);
    expect(keys[1]).toBe(keys[0]);
  });

test('what is corrected after the bank was down counts: nothing was ordered before', async ({
  page,
  complaints,
}) => {
  complaints.allow(/503/);
  const sent: { street: string; key: string | undefined }[] = [];
  await page.route('**/api/createOrder', (route) => {
    const { street } = route.request().postDataJSON() as { street: string };
    sent.push({ street, key: route.request().headers()['idempotency-key'] });
    const refusal = { status: 503, json: { status: 503, code: 'PAYMENT_UNAVAILABLE' } };
    return sent.length === 1 ? route.fulfill(refusal) : route.continue();
  });
  await putIntoCart(page, 'BA002');
  await page.goto('/cart.html');
  await fillForm(page, ann());
  await orderButton(page).click();
  await expect(page.locator('#problem')).toBeFocused();
  await page.locator('#street').fill('14 Fern Street');
  await orderButton(page).click();
  await thanked(page);
  expect(sent[1]).toEqual({ street: '14 Fern Street', key: sent[0]!.key });
  await expect(page.getByText('as you sent it first')).toBeHidden();
});

test('while an order is on its way neither cart nor country can be changed, and a failure shows both as they are', async ({
  page,
  context,
  complaints,
}) => {
  complaints.allow(/ERR_/);
  await putIntoCart(page, 'BA002');
  await page.goto('/cart.html');
  await fillForm(page, ann());
  let fail = () => {};
  await page.route('**/api/createOrder', async (route) => {
    await new Promise<void>((resolve) => (fail = resolve));
    await route.abort();
  });
  await orderButton(page).click();
  await expect(orderButton(page)).toHaveText('Ordering…');
  for (const place of ['#header', '.cart', '#order-form'])
    await expect(page.locator(place)).toHaveJSProperty('inert', true);
  const other = await context.newPage();
  await putIntoCart(other, 'BA002');
  await expect(page.getByRole('link', { name: /2 plants in your cart/ })).toBeAttached();
  fail();
  await expect(page.locator('#problem')).toBeFocused();
  await expect(page.getByLabel('Quantity of Basic aloe')).toHaveValue('2');
  await expect(page.locator('#header')).toHaveJSProperty('inert', false);
});

test('a plant that is added in another tab while an order is on its way stays in the cart', async ({
  page,
  context,
}) => {
  await putIntoCart(page, 'BA002');
  await page.goto('/cart.html');
  await fillForm(page, ann());
  await page.route('**/api/createOrder', async (route) => {
    await putIntoCart(await context.newPage(), 'BA002', 'LB001');
    await route.continue();
  });
  await orderButton(page).click();
  await thanked(page);
  await expect(page.getByRole('link', { name: /2 plants in your cart/ })).toBeVisible();
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
  await withholdStock(page);
  await order(page, ann(), 'EX001');
  await expect(page.locator('.step[aria-current] h3')).toContainText('Being grown');
  await context.setOffline(true);
  // Being asked without the network, it would still answer.
  await page.unroute('**/api/orders/*');
  await expect(page.locator('#order-trouble')).toContainText('We keep trying.');
  await context.setOffline(false);
  await expect(page.locator('.step[aria-current] h3')).toContainText('Ready for delivery');
  await expect(page.locator('#order-trouble')).toBeEmpty();
});
