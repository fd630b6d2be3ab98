import { anOrderRequest } from '../given.ts';
import { aPlace, type RunningShop, startShop, until } from '../runningShop.ts';
import { shopperIn } from './shopper.ts';

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

type Data = Record<string, Record<string, unknown> | null>;

const ask = async (query: string, variables: Record<string, unknown> = {}, headers = {}) => {
  const { status, body, headers: told } = await shopper.post('/graphql', { query, variables }, headers);
  const { data, errors } = body as {
    data?: Data;
    errors?: { path?: string[]; extensions: { code: string } }[];
  };
  return { status, data: data ?? {}, errors, headers: told };
};

const PLACE = `
  mutation ($input: PlaceOrderInput!) {
    placeOrder(input: $input) { id status quantity totalPrice idempotencyKey lines { productId name quantity price } }
  }`;

const BOOK = `
  mutation ($input: BookDeliveryInput!) { bookDelivery(input: $input) { id status deliveryTime } }`;

const FOLLOW = `
  query ($id: ID!) {
    order(id: $id) { status market quantity payment currency localPrice deliveryTime history { status at } lines { name } }
    deliveryTimes(market: US) { time remaining }
  }`;

const input = () => {
  const { products: _, ...customer } = anOrderRequest({ email: 'ann.graph@example.com' });
  const lines = [
    { productId: 'BB001', quantity: 1 },
    { productId: 'BL001', quantity: 2 },
  ];
  return { ...customer, lines, idempotencyKey: 'ordered-by-graph' };
};

const whenStocked = (id: string) =>
  until('the order is stocked and paid', async () => {
    const { data } = await ask(FOLLOW, { id });
    return data['order']?.['status'] === 'STOCKED' && data['order']['payment'] === 'PAID' && data;
  });

describe('An order over the public graph', () => {
  test('is placed, followed and delivered, and the customer gets the mails of any other', async () => {
    const placed = await ask(PLACE, { input: input() });
    expect(placed.errors).toBeUndefined();
    expect(placed.data['placeOrder']).toMatchObject({
      ...{ status: 'SUCCESS', quantity: 3, totalPrice: 45000, idempotencyKey: 'ordered-by-graph' },
      lines: [
        { productId: 'BB001', name: 'Basic bonsai', quantity: 1, price: 15000 },
        { productId: 'BL001', name: 'Basic lily', quantity: 2, price: 15000 },
      ],
    });
    const id = String(placed.data['placeOrder']!['id']);
    const again = await ask(PLACE, { input: input() });
    expect(again.data['placeOrder']!['id']).toBe(id);

    const { order, deliveryTimes } = await whenStocked(id);
    expect(order).toMatchObject({
      market: 'US',
      quantity: 3,
      currency: 'USD',
      localPrice: 45000,
      deliveryTime: null,
    });
    const slots = deliveryTimes as unknown as { time: number; remaining: number }[];
    const deliveryTime = slots[2]!.time;
    const booked = await ask(BOOK, { input: { orderId: id, deliveryTime } });
    expect(booked.errors).toBeUndefined();
    expect(booked.data['bookDelivery']).toMatchObject({ id, deliveryTime });
    await shopper.whenStatus(id, 'DELIVERY_BOOKED');
    expect((await ask(FOLLOW, { id })).data['order']).toMatchObject({
      status: 'DELIVERY_BOOKED',
      deliveryTime,
    });
    await shopper.mails('ann.graph@example.com', 3);

    const refused = await ask(BOOK, { input: { orderId: id, deliveryTime: slots[3]!.time } });
    expect(refused).toMatchObject({
      status: 200,
      errors: [{ path: ['bookDelivery'], extensions: { code: 'DELIVERY_TIME_DIFFERS', deliveryTime } }],
    });
  });

  test('is followed in the logs of gateway, service and database by one correlation', async () => {
    const headers = { 'x-correlation-id': 'followed-over-the-graph' };
    const { headers: told } = await ask(
      PLACE,
      { input: { ...input(), idempotencyKey: 'followed-order' } },
      headers,
    );
    expect(told.get('x-correlation-id')).toBe('followed-over-the-graph');
    await until('the order is stored', async () =>
      shop
        .log()
        .some(
          ({ service, correlationId }) =>
            String(service).endsWith('-orderGraph') && correlationId === 'followed-over-the-graph',
        ),
    );
    expect(JSON.stringify(shop.log())).not.toContain('ann.graph@example.com');
  });

  test('of which a service is down tells what the others know; once it is up again, all', async () => {
    const { data } = await ask(PLACE, { input: { ...input(), idempotencyKey: 'while-all-is-well' } });
    const id = String(data['placeOrder']!['id']);
    await whenStocked(id);
    await shop.control({ functions: { deliveryGraph: { share: { refuse: 1 } } } });
    const part = await ask(FOLLOW, { id });
    expect(part).toMatchObject({
      status: 200,
      data: { order: { status: 'STOCKED', deliveryTime: null }, deliveryTimes: null },
    });
    expect(part.errors!.map(({ extensions: { code } }) => code)).toEqual([
      'SERVICE_UNAVAILABLE',
      'SERVICE_UNAVAILABLE',
    ]);
    await shop.control({ functions: { orderGraph: { share: { refuse: 1 } } } });
    const other = await ask(FOLLOW, { id });
    expect(other.data).toMatchObject({ order: null, deliveryTimes: expect.any(Array) as unknown[] });
    expect(other.errors).toMatchObject([{ path: ['order'], extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
    await shop.control({});
    expect((await ask(FOLLOW, { id })).errors).toBeUndefined();
  });

  test('is not for those who mean ill: each is refused, and the shop stands', async () => {
    const many = (count: number, text: (n: number) => string) =>
      Array.from({ length: count }, (_, n) => text(n)).join(' ');
    const hostile: [status: number, body: unknown, headers?: Record<string, string>][] = [
      [400, { query: `{ ${many(1000, (n) => `a${n}: order(id: "1") { id }`)} }` }],
      [400, { query: `{ order(id: "1") ${'{ lines '.repeat(48)} { name } ${'}'.repeat(48)} }` }],
      [400, Array.from({ length: 1000 }, () => ({ query: '{ order(id: "1") { id } }' }))],
      [413, { query: `{ order(id: "1") { ${'id '.repeat(350_000)} } }` }],
      [
        400,
        { query: '{ order(id: "1") { ...A } } fragment A on Order { ...B } fragment B on Order { ...A }' },
      ],
      [415, 'query=mutation', { 'content-type': 'application/x-www-form-urlencoded' }],
      [415, JSON.stringify({ query: '{ order(id: "1") { id } }' }), { 'content-type': 'text/plain' }],
    ];
    for (const [status, body, headers] of hostile)
      expect((await shopper.post('/graphql', body, headers)).status).toBe(status);
    expect((await shopper.get('/graphql?query=%7Border(id:%221%22)%7Bid%7D%7D')).status).toBe(405);
    expect(await ask('{ order(id: "1") { id } }')).toMatchObject({ status: 200, data: { order: null } });
  });
});
