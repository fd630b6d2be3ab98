import type { AskSubgraph } from '../../../src/graph/executor.ts';
import { Problem } from '../../../src/contracts/problem.ts';
import { linesLogged } from '../../given.ts';
import { aGraph, aGraphOrder, someSubgraphs } from './graphGiven.ts';

const ORDER =
  '{ order(id: "order-1") { id status deliveryTime lines { name } } deliveryTimes(market: US) { time } }';

let logged: ReturnType<typeof linesLogged>;

beforeEach(() => {
  logged = linesLogged();
});

afterEach(() => jest.restoreAllMocks());

/** Subgraphs of which one does not do what it should. */
const butFor = (name: string, failing: AskSubgraph) => {
  const { ask } = someSubgraphs();
  const failingOne: AskSubgraph = (subgraph, ...rest) =>
    subgraph === name ? failing(subgraph, ...rest) : ask(subgraph, ...rest);
  return aGraph(failingOne);
};

describe('The public graph', () => {
  test('puts one answer together from the services that know its parts', async () => {
    const { ask, asked } = someSubgraphs();
    expect(await aGraph(ask)(ORDER)).toEqual({
      status: 200,
      body: {
        data: {
          order: { id: 'order-1', status: 'STOCKED', deliveryTime: 7, lines: [{ name: 'Basic bonsai' }] },
          deliveryTimes: expect.arrayContaining([{ time: expect.any(Number) as number }]) as unknown[],
        },
      },
    });
    expect(asked.map(({ subgraph }) => subgraph).sort()).toEqual(['delivery', 'delivery', 'order']);
  });

  test('asks a service once for all that is wanted of it at the same moment', async () => {
    const { ask, asked } = someSubgraphs();
    const { body } = await aGraph(ask)(
      `{ ${[...'abcdefghij'].map((each) => `${each}: order(id: "${each}") { status deliveryTime }`).join(' ')} }`,
    );
    expect(Object.keys(body.data!)).toHaveLength(10);
    expect(body.data!['j']).toEqual({ status: 'STOCKED', deliveryTime: 7 });
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['order', 'delivery']);
  });

  test('tells each service who is followed, and how long it is waited for: less at each hop', async () => {
    const { ask, asked } = someSubgraphs();
    jest.spyOn(Date, 'now').mockImplementation(() => 1000 * asked.length);
    await aGraph(ask)('{ order(id: "order-1") { status deliveryTime } }');
    expect(asked).toMatchObject([
      { correlationId: 'correlation-1', withinMs: 25_500 },
      { correlationId: 'correlation-1', withinMs: 24_500 },
    ]);
  });

  test('gives nothing for an order that nobody knows', async () => {
    const { ask } = someSubgraphs({ order: { find: async () => null } });
    expect(await aGraph(ask)('{ order(id: "x") { status deliveryTime } }')).toEqual({
      status: 200,
      body: { data: { order: null } },
    });
  });

  test('takes an order, and names whoever asks for it as a change that is never sent twice', async () => {
    const { ask, asked } = someSubgraphs();
    const { body } = await aGraph(ask)(
      `
      mutation ($input: PlaceOrderInput!) {
        placeOrder(input: $input) { id status quantity totalPrice idempotencyKey lines { productId name price } }
      }`,
      {
        input: {
          lines: [{ productId: 'BB001', quantity: 2 }],
          ...{ name: 'Ann Lee', email: 'ann@example.com', phone: '+1 212 555 0100', street: '1 Row' },
          ...{ city: 'New York', customerType: 'B2C', market: 'MX', totalPrice: 30000, orgNumber: null },
          idempotencyKey: 'key-of-mine',
        },
      },
    );
    expect(body).toEqual({
      data: {
        placeOrder: {
          ...{ id: 'order-1', status: 'SUCCESS', quantity: 2, totalPrice: 30000 },
          idempotencyKey: 'key-of-mine',
          lines: [{ productId: 'BB001', name: 'Bonsái básico', price: 15000 }],
        },
      },
    });
    expect(asked.map(({ isMutation }) => isMutation)).toEqual([true]);
  });
});

describe('A refusal in the public graph', () => {
  test('has a code, the fields that are wrong, in the graph’s words, and the correlation', async () => {
    const { ask } = someSubgraphs();
    const { body } = await aGraph(ask)(
      `
      mutation { placeOrder(input: { lines: [{ productId: "", quantity: 0 }], totalPrice: 1, name: "", email: "x", phone: "1",
        street: "1 Row", city: "Boston", customerType: B2C, market: US, idempotencyKey: "short" }) { id } }`,
    );
    expect(body.data).toBeNull();
    const { code, correlationId, errors } = body.errors![0]!.extensions;
    expect([code, correlationId]).toEqual(['INVALID_REQUEST', 'correlation-1']);
    expect((errors as { field: string }[]).map(({ field }) => field).sort()).toEqual([
      ...['email', 'idempotencyKey', 'lines.0.productId', 'lines.0.quantity', 'name', 'phone'],
    ]);
  });

  test('says more where there is more to say', async () => {
    const refuse = async () => {
      throw new Problem('SLOT_FULL', 'Taken.', {
        deliveryTime: 5,
        errors: [{ field: 'deliveryTime', message: 'x' }],
      });
    };
    const { ask } = someSubgraphs({
      delivery: { deliveries: { book: refuse, takenSlots: async () => new Map() } },
    });
    const { body } = await aGraph(ask)(
      `
      mutation { bookDelivery(input: { orderId: "0b1f4cb0-9a44-4a2c-8b9e-3c8f6f7a1b2c", deliveryTime: 5 }) { id } }`,
    );
    expect(body.errors).toMatchObject([
      {
        message: 'Taken.',
        path: ['bookDelivery'],
        extensions: { code: 'SLOT_FULL', deliveryTime: 5, errors: [{ field: 'deliveryTime' }] },
      },
    ]);
  });

  test.each([
    ['no such field', '{ order(id: "1") { colour } }', undefined],
    ['no GraphQL', '{ order(', undefined],
    ['a variable that does not fit', 'query ($id: ID!) { order(id: $id) { id } }', { id: { a: 1 } }],
    ['a variable that is missing', 'query ($id: ID!) { order(id: $id) { id } }', undefined],
    [
      'two operations without a choice',
      '{ order(id: "1") { id } } query B { order(id: "1") { id } }',
      undefined,
    ],
  ])('of %s runs nothing, and is the asker’s fault', async (_, query, variables) => {
    const { ask, asked } = someSubgraphs();
    const { status, body } = await aGraph(ask)(query, variables);
    expect(status).toBe(400);
    expect(body).not.toHaveProperty('data');
    expect(body.errors![0]!.extensions).toEqual({ code: 'INVALID_REQUEST', correlationId: 'correlation-1' });
    expect(asked).toEqual([]);
    expect(logged()).toEqual([]);
  });
});

describe('A fault behind the public graph', () => {
  const whole = { time: expect.any(Number) as number };

  test.each<[what: string, failing: AskSubgraph]>([
    ['can’t be invoked', async () => Promise.reject(new Error('AccessDenied arn:aws:lambda:secret'))],
    ['has crashed', async () => ({ errorMessage: 'Task timed out secret', errorType: 'Sandbox.Timedout' })],
    ['answers nothing', async () => null],
  ])('of a service that %s costs its own fields, and the others answer', async (_, failing) => {
    const down = { code: 'SERVICE_UNAVAILABLE', correlationId: 'correlation-1' };
    const withoutDelivery = await butFor('delivery', failing)(ORDER);
    expect(withoutDelivery).toMatchObject({
      status: 200,
      body: { data: { order: { status: 'STOCKED', deliveryTime: null }, deliveryTimes: null } },
    });
    expect(withoutDelivery.body.errors).toMatchObject([
      { path: ['deliveryTimes'], extensions: { ...down, service: 'delivery' } },
      { path: ['order', 'deliveryTime'], extensions: { ...down, service: 'delivery' } },
    ]);
    const withoutOrders = await butFor('order', failing)(ORDER);
    expect(withoutOrders.body).toMatchObject({
      data: { order: null, deliveryTimes: expect.arrayContaining([whole]) as unknown[] },
      errors: [{ path: ['order'], extensions: { ...down, service: 'order' } }],
    });
    expect(JSON.stringify([withoutDelivery, withoutOrders])).not.toContain('secret');
    expect(logged()).toContainEqual(
      expect.objectContaining({ level: 'ERROR', message: 'a subgraph did not answer', subgraph: 'delivery' }),
    );
  });

  test('of a service that hangs ends with the time of the whole request', async () => {
    jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort(new Error('time is up')));
    const hang: AskSubgraph = (_, __, { signal }) =>
      new Promise((_resolve, reject) => {
        if (signal.aborted) reject(signal.reason as Error);
      });
    const { body } = await butFor('order', hang)('{ order(id: "1") { id status } }');
    expect(body.errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
  });

  test('in a field is told without what it says inside, and is logged once', async () => {
    const { ask } = someSubgraphs({
      order: {
        find: async () => {
          throw new Error('relation "orders" of secret');
        },
      },
    });
    const { body } = await aGraph(ask)('{ order(id: "1") { id status } }');
    expect(body).toEqual({
      data: { order: null },
      errors: [
        {
          message: 'Something went wrong on our side. Please try again later.',
          path: ['order'],
          extensions: { code: 'INTERNAL', correlationId: 'correlation-1' },
        },
      ],
    });
    const faults = logged().filter(({ level }) => level === 'ERROR');
    expect(faults).toMatchObject([{ message: 'a field failed', correlationId: 'correlation-1' }]);
  });

  test('of a service whose answer breaks its own schema is ours, and no refusal', async () => {
    const { ask } = someSubgraphs({
      order: { find: async (id) => aGraphOrder(id, { status: null as never }) },
    });
    const { body } = await aGraph(ask)('{ order(id: "1") { id status } }');
    expect(body.errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }]);
  });

  test('that meets many fields alike is told three times', async () => {
    const failing = butFor('delivery', async () => null);
    const ids = [...'abcdefgh'];
    const { body } = await failing(
      `{ ${ids.map((id) => `${id}: order(id: "${id}") { deliveryTime }`).join(' ')} }`,
    );
    expect(body.errors).toHaveLength(3);
    expect(Object.values(body.data!)).toEqual(ids.map(() => ({ deliveryTime: null })));
  });
});
