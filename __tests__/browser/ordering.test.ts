import { expect, test } from './browserTest.ts';
import { ann, currentStep, fillForm, order, orderButton, putIntoCart, thanked } from './customer.ts';
import { findOrder, linkInMail, mailsTo, whenStatus } from './shop.ts';

test('an individual in the United States orders, follows the order and books its delivery from the mail', async ({
  page,
}) => {
  const fields = ann();
  const orderId = await order(page, fields, 'LB001', 'LB001', 'EX002');
  await expect(currentStep(page)).toContainText('Ready for delivery');
  await expect(page.locator('.ordered-total')).toContainText('$800 USD');
  expect(await findOrder(orderId)).toMatchObject({ market: 'US', totalPrice: 80000, localPrice: 80000 });

  await page.goto(await linkInMail(fields['email']!, 'Your plants are ready for delivery'));
  const slot = page.locator('.slot').first();
  const time = Number(await slot.getByRole('radio').getAttribute('value'));
  await slot.click();
  await page.getByRole('button', { name: 'Book this time' }).click();
  await expect(page.getByRole('heading', { name: 'See you then.' })).toBeFocused();
  await expect(page.locator('#booked')).not.toContainText(/Fern Street|Albany|Ann Lee/);
  expect(await whenStatus(orderId, 'DELIVERY_BOOKED')).toMatchObject({ deliveryTime: time });

  await page.goto(await linkInMail(fields['email']!, 'Your delivery is booked'));
  await expect(currentStep(page)).toContainText('Delivery booked');
});

test('an individual in Mexico orders in Spanish and pays in pesos', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Mexico' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Criadas sin prisa. Plantadas a mano.');
  await expect(page.locator('#plant-BL001 .price')).toHaveText('$3,000');
  await page.getByRole('button', { name: 'Agregar al carrito Lirio básico' }).click();
  await page.getByRole('link', { name: 'Carrito' }).click();
  const fields = ann({ name: 'Ana Ñúñez', city: 'Coyoacán', phone: '+52 55 5555 0100' });
  await fillForm(page, fields);
  await expect(page.locator('#terms')).toContainText('El Banco Blanco');
  await expect(page.locator('#total')).toHaveText('$3,000 MXN');
  await orderButton(page).click();

  const orderId = await thanked(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Gracias.');
  await expect(currentStep(page)).toContainText('Listo para la entrega');
  expect(await findOrder(orderId)).toMatchObject({ market: 'MX', totalPrice: 15000, localPrice: 300000 });
  await page.goto(await linkInMail(fields['email']!, 'Tus plantas están listas para la entrega'));
  await expect(page.locator('#local-time')).toContainText('Ciudad de México');
  await expect(page.locator('.slot-time').first()).toHaveText(/^(9:00\sa|1:00\sp|5:00\sp)\.m\.$/);
});

test('a link in a mail opens in the language of its order for whoever has not chosen one', async ({
  page,
}) => {
  const orderId = await order(page, ann(), 'BA002');
  await whenStatus(orderId, 'STOCKED');
  await page.goto('/?market=MX');
  await page.goto(`/order.html?order=${orderId}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tu pedido');
  await expect(page.locator('.ordered-total')).toContainText('USD');
  await page.evaluate('localStorage.clear()');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your order');
});

test('a business in the United States orders on invoice with its organization number', async ({ page }) => {
  await putIntoCart(page, 'BB001');
  await page.goto('/cart.html');
  await expect(page.getByLabel('Organization number')).toBeHidden();
  await page.getByLabel('A business').check();
  await expect(page.locator('#terms')).toContainText('invoice');
  const fields = ann({ orgNumber: '12-345 678' });
  await fillForm(page, fields);
  const sent = page.waitForRequest('**/api/createOrder');
  await orderButton(page).click();
  expect((await sent).postDataJSON()).toMatchObject({ customerType: 'B2B', orgNumber: '12-345 678' });
  await thanked(page);
  await expect.poll(async () => (await mailsTo(fields['email']!)).length).toBeGreaterThan(0);
});

test('the cart is empty after the order, and not before', async ({ page }) => {
  await putIntoCart(page, 'BB002');
  await page.goto('/cart.html');
  await fillForm(page, ann({ email: 'somebody@example' }));
  await orderButton(page).click();
  await expect(page.locator('#email-error')).not.toBeEmpty();
  await expect(page.getByRole('link', { name: /1 plant in your cart/ })).toBeVisible();
  await fillForm(page, ann());
  await orderButton(page).click();
  await thanked(page);
  await expect(page.getByRole('link', { name: /0 plants in your cart/ })).toBeAttached();
});
