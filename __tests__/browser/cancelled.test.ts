import { expect, test } from './browserTest.ts';
import { currentStep } from './customer.ts';

const orderId = '11111111-2222-4333-8444-555555555555';
const at = '2026-11-24T10:00:00Z';

const anOrder = (statuses: string[], more: object) => ({
  ...{ orderId, market: 'US', totalPrice: 30000, localPrice: 30000, currency: 'USD' },
  ...{ lines: [{ sku: 'LB001', quantity: 2, unitPrice: 15000 }], deliveryTime: null, deliveryChanges: 0 },
  status: statuses.at(-1),
  history: statuses.map((status) => ({ status, at })),
  ...more,
});

const placed = anOrder(['PLACED'], { payment: 'PENDING' });

test('a page of thanks whose order is cancelled thanks no more: it says so, in both languages', async ({
  page,
}) => {
  let found = placed;
  await page.route('**/api/orders/*', (route) => route.fulfill({ json: found }));
  await page.clock.install();
  await page.goto(`/success.html?order=${orderId}`);
  const heading = page.getByRole('heading', { level: 1 });
  await page.clock.runFor(5000);
  await expect(currentStep(page)).toContainText('Being grown');
  await expect(heading).toHaveText('Thank you.');

  found = anOrder(['PLACED', 'CANCELLED'], {
    payment: 'NOTHING_TO_PAY',
    cancelledReason: 'PAYMENT_FAILED',
  });
  await page.clock.runFor(60_000);
  await expect(heading).toHaveText('Your order is cancelled.');
  await expect(page).toHaveTitle(/Your order/);
  await expect(page.locator('main')).not.toContainText(/Thank you|not charged|mail is on its way/);
  await expect(currentStep(page)).toContainText('Cancelled');
  await expect(page.locator('.step[aria-current]')).toContainText('The payment for this order did not come');
  await expect(page.locator('#ordered')).toContainText('nothing to pay');
  await expect(page.getByRole('link', { name: 'See the plants' })).toBeVisible();

  await page.locator('#language-es').click();
  await expect(heading).toHaveText('Tu pedido está cancelado.');
  await expect(page.locator('main')).not.toContainText(/Gracias|no se cobró/);
  await expect(page.locator('#ordered')).toContainText('nada que pagar');
});

const OVERHANG = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

const reasons = ['PAYMENT_FAILED', 'UNAVAILABLE', 'BY_OPERATOR', 'KEY_REUSED', 'OVER_LIMIT'];

for (const width of [390, 1440])
  test(`a cancelled order says why and that nothing is to be paid, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const cancelledReason of reasons) {
      const statuses = ['KEY_REUSED', 'OVER_LIMIT'].includes(cancelledReason) ? [] : ['PLACED'];
      const found = anOrder([...statuses, 'CANCELLED'], { payment: 'NOTHING_TO_PAY', cancelledReason });
      await page.unrouteAll();
      await page.route('**/api/orders/*', (route) => route.fulfill({ json: found }));
      await page.goto(`/order.html?order=${orderId}`);
      await expect(page.locator('.step[aria-current]')).toContainText('You pay nothing for');
      await expect(page.locator('#ordered')).toContainText('nothing to pay');
      await expect(page.locator('#delivery')).toBeHidden();
      expect(await page.evaluate(OVERHANG)).toBeLessThanOrEqual(0);
    }
  });
