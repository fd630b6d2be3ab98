import { createServer, connect, type Server } from 'node:net';
import { startFrontDoor } from '../../infra/local/frontDoor/frontDoor.ts';
import { freshSite } from '../../infra/storefront/site.ts';
import { freePorts } from '../freePorts.ts';
import { expect, test } from './browserTest.ts';
import { ann, fillForm, order, orderButton, putIntoCart, thanked, withholdStock } from './customer.ts';
import { addresses, aReadyOrder } from './shop.ts';

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
