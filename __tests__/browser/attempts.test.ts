import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './browserTest.ts';
import { ann, fillForm, orderButton, putIntoCart, thanked } from './customer.ts';
import { mailsTo } from './shop.ts';

interface Sent {
  key: string | undefined;
  order: { street: string };
}

type Answer = 'shop' | 'lost' | { status: number; code: string };

/** Answers the orders that are sent one after the other as told, and then as the shop does; gives what was sent. */
const answering = async (place: Page | BrowserContext, ...answers: Answer[]) => {
  const sent: Sent[] = [];
  await place.route('**/api/createOrder', (route) => {
    const request = route.request();
    const answer = answers[sent.length] ?? 'shop';
    sent.push({ key: request.headers()['idempotency-key'], order: request.postDataJSON() as Sent['order'] });
    if (answer === 'shop') return route.continue();
    if (answer === 'lost') return route.abort('connectionreset');
    return route.fulfill({ status: answer.status, json: answer });
  });
  return sent;
};

const readyToOrder = async (page: Page, fields = ann()) => {
  await putIntoCart(page, 'BA002');
  await page.goto('/cart.html');
  await fillForm(page, fields);
};

const problem = (page: Page) => page.locator('#problem');

test('an answer that was lost on its way is asked for again, even after a reload, and the order is one', async ({
  page,
  complaints,
}) => {
  complaints.allow(/ERR_/);
  const fields = ann();
  await readyToOrder(page, fields);
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
  const fields = ann();
  await readyToOrder(page, fields);
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
  // What she typed is kept no longer than it is needed.
  expect(await page.evaluate("localStorage.getItem('acme.attempt')")).not.toContain('Fern');
  expect(await mailsTo(other['email']!)).toEqual([]);
});

for (const [answer, words] of [
  [{ status: 503, code: 'PAYMENT_IN_DOUBT' }, 'We could not make sure'],
  [{ status: 503, code: 'ORDER_IN_DOUBT' }, 'We could not make sure'],
  [{ status: 503, code: 'SERVICE_UNAVAILABLE' }, 'The shop needs a moment'],
  [{ status: 500, code: 'INTERNAL' }, 'The shop needs a moment'],
  ['lost', 'We could not reach the shop'],
] as const)
  test(`an order that is answered ${typeof answer === 'string' ? answer : answer.code} may have been taken: it is sent again as it was, whatever was typed since`, async ({
    page,
    complaints,
  }) => {
    complaints.allow(/50\d|ERR_/);
    const sent = await answering(page, answer);
    await readyToOrder(page);
    await orderButton(page).click();
    await expect(problem(page)).toContainText(words);
    await page.locator('#street').fill('14 Fern Street');
    await orderButton(page).click();
    await thanked(page);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    await expect(page.getByText('as you sent it first')).toBeVisible();
  });

test('an order that was turned away before it reached the shop may be corrected, and the corrected one is ordered', async ({
  page,
  complaints,
}) => {
  complaints.allow(/429/);
  const sent = await answering(page, { status: 429, code: 'TOO_MANY_REQUESTS' });
  await readyToOrder(page);
  await orderButton(page).click();
  await expect(problem(page)).toContainText('please wait a moment and order again');
  await page.locator('#street').fill('14 Fern Street');
  await orderButton(page).click();
  await thanked(page);
  expect(sent.map(({ order }) => order.street)).toEqual(['12 Fern Street', '14 Fern Street']);
  await expect(page.getByText('as you sent it first')).toBeHidden();
});

for (const [answer, words] of [
  [{ status: 402, code: 'PAYMENT_DECLINED' }, 'Your payment was declined'],
  [{ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' }, 'An order that you sent before has the same number'],
] as const)
  test(`after ${answer.code} the next try is a new one, under a key of its own`, async ({
    page,
    complaints,
  }) => {
    complaints.allow(new RegExp(String(answer.status)));
    const sent = await answering(page, answer);
    await readyToOrder(page);
    await orderButton(page).click();
    await expect(problem(page)).toContainText(words);
    await orderButton(page).click();
    await thanked(page);
    expect(sent[1]!.order).toEqual(sent[0]!.order);
    expect(sent[1]!.key).not.toBe(sent[0]!.key);
  });

test('what is refused when it is sent again does not become another order: what is shown by then takes another click', async ({
  page,
  complaints,
}) => {
  complaints.allow(/503|402/);
  const inDoubt = { status: 503, code: 'ORDER_IN_DOUBT' };
  const sent = await answering(page, inDoubt, { status: 402, code: 'PAYMENT_DECLINED' });
  await readyToOrder(page);
  await orderButton(page).click();
  await expect(problem(page)).toBeFocused();
  await page.locator('#street').fill('14 Fern Street');
  await orderButton(page).click();
  await expect(problem(page)).toContainText('Your first order was not taken');
  await expect(problem(page)).toContainText('What you see here now has not been sent yet.');
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);

  await page.locator('#language-es').click();
  await expect(problem(page)).toContainText('No tomamos tu primer pedido');
  await orderButton(page).click();
  await thanked(page);
  expect(sent).toHaveLength(3);
  expect(sent[2]!.order.street).toBe('14 Fern Street');
  expect(sent[2]!.key).not.toBe(sent[0]!.key);
});

/** Two tabs of one browser in which the same order is ready, and the answers to what both of them send. */
const twoTabs = async (page: Page, context: BrowserContext, answer: Answer) => {
  const sent: Sent[] = [];
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  await context.route('**/api/createOrder', async (route) => {
    const request = route.request();
    sent.push({ key: request.headers()['idempotency-key'], order: request.postDataJSON() as Sent['order'] });
    if (sent.length > 1) return route.continue();
    await isReleased;
    if (answer === 'shop') return route.continue();
    return answer === 'lost' ? route.abort() : route.fulfill({ status: answer.status, json: answer });
  });
  const fields = ann();
  const other = await context.newPage();
  await readyToOrder(page, fields);
  await other.goto('/cart.html');
  await fillForm(other, fields);
  await orderButton(page).click();
  await expect.poll(() => sent.length).toBe(1);
  await orderButton(other).click();
  await expect(orderButton(other)).toHaveText('Ordering…');
  return { other, sent, release };
};

test('two tabs that order at the same time place one order, and both thank for it', async ({
  page,
  context,
}) => {
  const { other, sent, release } = await twoTabs(page, context, 'shop');
  release();
  const orderId = await thanked(page);
  expect(await thanked(other)).toBe(orderId);
  // What one tab stores reaches the other a moment later: until then it sends the very same again.
  for (const again of sent) expect(again).toEqual(sent[0]);
  await expect(other.locator('#cart-link .badge')).toBeHidden();
});

test('a tab that waited for another one, which heard no answer, asks for the same order', async ({
  page,
  context,
  complaints,
}) => {
  complaints.allow(/ERR_/);
  const { other, sent, release } = await twoTabs(page, context, 'lost');
  release();
  await thanked(other);
  await expect(problem(page)).toContainText('We could not reach the shop');
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});
