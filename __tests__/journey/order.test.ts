import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { anOrderRequest } from '../given.ts';
import { aPlace, type RunningShop, startShop, until } from '../runningShop.ts';
import { type Answer, shopperIn } from './shopper.ts';

let place: Awaited<ReturnType<typeof aPlace>>;
let shop: RunningShop;
let shopper: ReturnType<typeof shopperIn>;

beforeAll(async () => {
  place = await aPlace();
  shop = await startShop(place);
  shopper = shopperIn(shop);
});

afterAll(async () => {
  await shop.stop();
  place.remove();
});

const subjects = (mails: { subject: string }[]) => mails.map(({ subject }) => subject).sort();

/** How many messages are on a consumer's queue, or in work. */
const messagesOf = async (consumer: string): Promise<number> => {
  const queues = new SQSClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${place.ports.QUEUES}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { QueueUrl } = await queues.send(
    new GetQueueUrlCommand({ QueueName: `acme-webshop-local-${consumer}` }),
  );
  const { Attributes = {} } = await queues.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
};

const stored = async () => {
  const [counts] = await shop.rows<{ orders: number; events: number; mails: number }>(
    `select (select count(*)::int from orders) as orders, (select count(*)::int from outbox) as events,
       (select count(*)::int from email_ledger) as mails`,
  );
  return counts ?? { orders: 0, events: 0, mails: 0 };
};

describe('An order', () => {
  test('goes from the click to the booked delivery, with a mail at each step', async () => {
    const email = 'ann.journey@example.com';
    const orderId = await shopper.order(anOrderRequest({ email, name: `Ann "Annie" O'Hara` }));
    await shopper.whenStatus(orderId, 'STOCKED');
    const [ready] = (await shopper.mails(email, 2)).filter(
      ({ subject }) => subject === 'Your plants are ready for delivery',
    );
    expect(ready?.text).toContain(
      `${shop.shop.replace('127.0.0.1', 'localhost')}/delivery.html?order=${orderId}`,
    );
    expect(ready?.to).toEqual([{ address: email, name: `Ann "Annie" O'Hara` }]);

    const { body } = await shopper.get('/deliveryTimes?market=US');
    const deliveryTime = Number((body['deliveryOptions'] as string[])[2]);
    const booked = await shopper.post('/bookDelivery', { orderId, deliveryTime: String(deliveryTime) });
    expect(booked.status).toBe(200);
    // Whoever knows no more than the order's id learns nothing of its customer.
    expect(booked.body).toEqual({ orderId, deliveryTime });
    await shopper.whenStatus(orderId, 'DELIVERY_BOOKED');

    const mails = await shopper.mails(email, 3);
    expect(subjects(mails)).toEqual([
      'Thanks for your order',
      'Your delivery is booked',
      'Your plants are ready for delivery',
    ]);
    const { body: view } = await shopper.get(`/orders/${orderId}`);
    expect(view).toEqual({
      orderId,
      status: 'DELIVERY_BOOKED',
      market: 'US',
      lines: [
        { sku: 'BB001', quantity: 1, unitPrice: 15000 },
        { sku: 'BL001', quantity: 2, unitPrice: 15000 },
      ],
      totalPrice: 45000,
      localPrice: 45000,
      currency: 'USD',
      deliveryTime,
      deliveryChanges: 0,
      payment: 'PAID',
      history: ['PLACED', 'STOCKED', 'DELIVERY_BOOKED'].map((status) => ({
        status,
        at: expect.any(String) as string,
      })),
    });
  });

  test('from Mexico is written to in Spanish and paid in pesos', async () => {
    const email = 'lucia@example.com';
    const orderId = await shopper.order(anOrderRequest({ email, market: 'MX', name: 'Lucía' }));
    const mails = await shopper.mails(email, 2);
    expect(subjects(mails)).toEqual(['Gracias por tu pedido', 'Tus plantas están listas para la entrega']);
    expect((await shopper.get(`/orders/${orderId}`)).body).toMatchObject({
      currency: 'MXN',
      localPrice: 900000,
    });
  });

  test('clicked fifty times at once is one order, one charge and one set of mails', async () => {
    const email = 'impatient@example.com';
    const headers = { 'idempotency-key': 'fifty-clicks-at-once' };
    const ids = await Promise.all(
      Array.from({ length: 50 }, () => shopper.order(anOrderRequest({ email }), headers)),
    );
    expect(new Set(ids).size).toBe(1);
    const [orderId = ''] = ids;
    await shopper.mails(email, 2);
    await until('all 50 events are worked off', async () => {
      const [row] = await shop.rows<{ attempts: number }>('select attempts from orders where id = $1', [
        orderId,
      ]);
      return row?.attempts === 50;
    });
    await until('the email queue is empty', async () => (await messagesOf('email')) === 0);
    expect(subjects(await shopper.mails(email, 2))).toEqual([
      'Thanks for your order',
      'Your plants are ready for delivery',
    ]);
    const atBank = await fetch(`${shop.bank}/blankOfAmerica/v1/payments`);
    const { payments } = (await atBank.json()) as { payments: Record<string, unknown>[] };
    expect(payments.filter((payment) => payment['email'] === email)).toEqual([
      expect.objectContaining({ status: 'captured', amount: 45000, captured: 45000, refunded: 0 }),
    ]);
    expect(await shop.rows('select * from ledger_entries where order_id = $1', [orderId])).toHaveLength(1);
  });

  test('that is refused says which field is wrong, and leaves no row, event or mail', async () => {
    const before = await stored();
    const wrong: [field: string, change: Record<string, unknown>][] = [
      ['products', { products: 'XX999' }],
      ['totalPrice', { totalPrice: 1 }],
      ['totalPrice', { totalPrice: -45000 }],
      ['totalPrice', { totalPrice: 1e308 }],
      ['lines.0.quantity', { products: undefined, lines: [{ sku: 'BB001', quantity: 0 }] }],
      ['lines.0.quantity', { products: undefined, lines: [{ sku: 'BB001', quantity: 2 ** 31 }] }],
      ['orgNumber', { customerType: 'B2B' }],
      ['orgNumber', { customerType: 'B2B', orgNumber: '12' }],
      ['market', { customerType: 'B2B', market: 'MX', orgNumber: '1234567' }],
      ['email', { email: 'a@x>, <v@y' }],
      ['name', { name: '' }],
    ];
    for (const [field, change] of wrong) {
      const { status, body } = await shopper.post('/createOrder', anOrderRequest(change));
      expect([status, body.errors?.[0]?.field]).toEqual([
        field === 'totalPrice' && change['totalPrice'] === 1 ? 409 : 400,
        field,
      ]);
    }
    const valid = JSON.stringify(anOrderRequest());
    const raw: [expected: number, named: string, answer: Promise<Answer>][] = [
      [400, 'body', shopper.post('/createOrder', valid.slice(1))],
      [400, '__proto__', shopper.post('/createOrder', valid.replace('{', '{"__proto__":{"a":1},'))],
      [400, 'totalPrice', shopper.post('/createOrder', valid.replace('45000', 'NaN'))],
      [400, 'email', shopper.post('/createOrder', '{}')],
      [413, 'body', shopper.post('/createOrder', `{"name":"${'x'.repeat(1_000_000)}"}`)],
      [415, 'content-type', shopper.post('/createOrder', valid, { 'content-type': 'text/plain' })],
    ];
    for (const [expected, named, answer] of raw) {
      const { status, headers, body } = await answer;
      expect([status, headers.get('content-type')]).toEqual([expected, 'application/problem+json']);
      // A body that is no JSON is told as such.
      if (named !== 'totalPrice') expect(JSON.stringify(body)).toContain(named);
    }
    const huge = shopper.post('/createOrder', `{"name":"${'x'.repeat(11_000_000)}"}`).then(
      ({ status }) => status,
      ({ cause }: { cause?: { code?: string } }) => cause?.code,
    );
    // Who still sends when the answer comes may find the connection closed; the shop stands, as the next order shows.
    expect([413, 'ECONNRESET', 'EPIPE']).toContain(await huge);
    // One good order afterwards: when it is through, anything that the refused ones had set off would be there too.
    const orderId = await shopper.order(anOrderRequest({ email: 'after-all@example.com' }));
    await shopper.whenStatus(orderId, 'STOCKED');
    await shopper.mails('after-all@example.com', 2);
    expect(await stored()).toEqual({
      orders: before.orders + 1,
      // OrderPlaced, PaymentSettled, OrderDeliverable.
      events: before.events + 3,
      mails: before.mails + 2,
    });
  });

  test('is not taken when the bank declines or is down; a slow bank only takes longer', async () => {
    const pay = (email: string) => shopper.post('/createOrder', anOrderRequest({ email }));
    const before = await stored();
    expect(await pay('ann+payment-declines@example.com')).toMatchObject({
      status: 402,
      body: { code: 'PAYMENT_DECLINED' },
    });
    expect(await pay('ann+payment-fails@example.com')).toMatchObject({
      status: 503,
      body: { code: 'PAYMENT_IN_DOUBT' },
    });
    expect(await stored()).toEqual(before);
    const slow = await pay('ann+payment-dawdles@example.com');
    expect(slow.status).toBe(202);
    await shopper.whenStatus(String(slow.body['orderId']), 'STOCKED');
    await shopper.mails('ann+payment-dawdles@example.com', 2);
  });

  test('whose bank loses the answer is in doubt; tried again it is one order, and other contents are refused', async () => {
    const email = 'ann+payment-loses@example.com';
    const send = (changes = {}) =>
      shopper.post('/createOrder', anOrderRequest({ email, ...changes }), {
        'idempotency-key': 'lost-answer',
      });
    expect(await send()).toMatchObject({ status: 503, body: { code: 'PAYMENT_IN_DOUBT' } });
    expect(await send({ city: 'Boston' })).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    const { status, body } = await send();
    expect(status).toBe(202);
    await shopper.whenStatus(String(body['orderId']), 'STOCKED');
  });

  test('whose payment the bank does not let us have in the end is cancelled, with a mail that says so', async () => {
    const email = 'ann+payment-refuses@example.com';
    const orderId = await shopper.order(anOrderRequest({ email }));
    await shopper.whenStatus(orderId, 'CANCELLED');
    const cancelled = await until('the mail', async () =>
      (await shopper.mails(email, 1)).find(({ subject }) => subject === 'Your order is cancelled'),
    );
    expect(cancelled.text).toContain('the payment for this order did not come about');
    const { body } = await shopper.get('/deliveryTimes?market=US');
    const [deliveryTime] = body['deliveryOptions'] as string[];
    expect((await shopper.post('/bookDelivery', { orderId, deliveryTime })).status).toBe(409);
  });

  test('is in doubt while the event bus is down; tried again it is one order', async () => {
    const before = await stored();
    await shop.control({ events: { share: { refuse: 1 } } });
    const { status, headers, body } = await shopper.post('/createOrder', anOrderRequest());
    await shop.control({});
    expect([status, headers.get('retry-after'), body['code']]).toEqual([503, '5', 'ORDER_IN_DOUBT']);
    const key = String(body['idempotencyKey']);
    const again = await shopper.post('/createOrder', anOrderRequest(), { 'idempotency-key': key });
    expect(again).toMatchObject({ status: 202, body: { idempotencyKey: key } });
    await shopper.whenStatus(String(again.body['orderId']), 'STOCKED');
    expect((await stored()).orders).toBe(before.orders + 1);
  });

  test('books only a time that is offered, and changes it once', async () => {
    const email = 'chooses@example.com';
    const orderId = await shopper.order(anOrderRequest({ email }));
    const early = await shopper.post('/bookDelivery', { orderId, deliveryTime: Date.now() });
    // 400 when it was stocked meanwhile: now is no time that we offer.
    expect([400, 404, 409]).toContain(early.status);
    await shopper.whenStatus(orderId, 'STOCKED');
    // Stocked is not yet paid; the mail that asks for a time comes when it is both.
    await shopper.mails(email, 2);
    const { body } = await shopper.get('/deliveryTimes?market=US');
    const [first = '', second = '', third = ''] = body['deliveryOptions'] as string[];
    const book = async (deliveryTime: unknown, replaces?: unknown) => {
      const answer = await shopper.post('/bookDelivery', { orderId, deliveryTime, replaces });
      return [answer.status, answer.body['code'], answer.body.errors?.[0]?.field];
    };
    expect(await book(Number(first) / 1000)).toEqual([400, 'SLOT_NOT_OFFERED', 'deliveryTime']);
    expect(await book(Number(first) + 1)).toEqual([400, 'SLOT_NOT_OFFERED', 'deliveryTime']);
    expect(await book(1)).toEqual([400, 'SLOT_NOT_OFFERED', 'deliveryTime']);
    expect(await book('tomorrow')).toEqual([400, 'INVALID_REQUEST', 'deliveryTime']);
    expect(await book(first)).toEqual([200, undefined, undefined]);
    expect(await book(first)).toEqual([200, undefined, undefined]);
    expect(await book(second)).toEqual([409, 'DELIVERY_TIME_DIFFERS', 'replaces']);
    const again = await shopper.post('/bookDelivery', { orderId, deliveryTime: second });
    expect(again.body['deliveryTime']).toBe(Number(first));
    expect(await book(second, first)).toEqual([200, undefined, undefined]);
    expect(await book(third, second)).toEqual([409, 'DELIVERY_CHANGED_ONCE', 'deliveryTime']);
    expect((await shopper.get(`/orders/${crypto.randomUUID()}`)).status).toBe(404);
    expect((await shopper.get('/orders/nonsense')).status).toBe(404);
    expect((await shopper.get('/deliveryTimes?market=FR')).body).toMatchObject({
      errors: [{ field: 'market' }],
    });
  });
});

describe('An operator', () => {
  test('can do by hand what each event does, and doing it again changes nothing', async () => {
    const orderId = await shopper.order(anOrderRequest({ email: 'by-hand@example.com' }));
    await shopper.whenStatus(orderId, 'STOCKED');
    await shopper.mails('by-hand@example.com', 2);
    const { name, phone, street, city } = anOrderRequest() as Record<string, string>;
    const repeat = async (path: string, body: unknown) => (await shopper.post(path, body)).body['result'];
    expect(await repeat('/stock', { orderId })).toContain('greenhouse');
    expect(await repeat('/updateOrderStatus', { orderId, transaction: 'StockCreated' })).toBe('ALREADY_DONE');
    expect(
      await repeat('/finance', { 'detail-type': 'OrderPlaced', detail: { orderId, totalPrice: 45000 } }),
    ).toBe('ALREADY_RECORDED');
    const wrong = { 'detail-type': 'OrderPlaced', detail: { orderId, totalPrice: 1 } };
    expect((await shopper.post('/finance', wrong)).body).toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [{ field: 'detail.totalPrice' }],
    });
    const mail = {
      transaction: 'OrderDeliverable',
      orderId,
      email: 'by-hand@example.com',
      name,
      phone,
      street,
      city,
    };
    expect(await repeat('/email', mail)).toBe('ALREADY_SENT');
    expect(
      (await shopper.post('/updateOrderStatus', { orderId, transaction: 'DeliveryBooked' })).body['code'],
    ).toBe('WRONG_STATUS');
    expect((await shopper.post('/stock', { orderId: crypto.randomUUID() })).status).toBe(404);
    const query = `query MailsOfOrder($id: ID!) { getOrder(id: $id) { status emails { mail sentAt } } }`;
    expect((await shopper.post('/database', { query, variables: { id: orderId } })).body).toMatchObject({
      data: {
        getOrder: { status: 'STOCKED', emails: [{ mail: 'OrderCreated' }, { mail: 'OrderDeliverable' }] },
      },
    });
  });

  test('gets no answer to a query that is too deep or asks for too much at once', async () => {
    const aliases = Array.from(
      { length: 20 },
      (_, index) => `a${index}: getOrder(id: "${crypto.randomUUID()}") { status }`,
    );
    const { body } = await shopper.post('/database', { query: `{ ${aliases.join(' ')} }` });
    expect(JSON.stringify(body)).toContain('Aliases limit');
  });
});

describe('The system test', () => {
  test('finds nothing missing', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['__tests__/system/index.js', '--orders', '24'],
      {
        env: { ...process.env, ...place.env },
      },
    );
    // Test orders book by themselves, many of them before they are asked for a time; then nobody is asked any more.
    const [, sent, unneeded] =
      /24 × DELIVERY_BOOKED, (\d+) mails sent and (\d+) no longer needed, 24 ledger entries/.exec(stdout) ??
      [];
    expect(Number(sent) + Number(unneeded)).toBe(3 * 24);
    expect(stdout).toContain('Nothing is missing.');
  });
});
