import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { handler as database } from '../../src/database/database.ts';
import { handler as deliveryGraph } from '../../src/delivery/graph/deliveryGraph.ts';
import { offeredTimes } from '../../src/delivery/slots.ts';
import { askGraph } from '../../src/graph/askGraph.ts';
import { invokeSubgraph } from '../../src/graph/invokeSubgraph.ts';
import supergraph from '../../src/graph/supergraph.graphql';
import { handler as orderGraph } from '../../src/order/graph/orderGraph.ts';
import { aShop, times } from './storeGiven.ts';
import { withMigratedDatabase } from './databaseGiven.ts';

const there = withMigratedDatabase();

type Function = (event: never, context: never) => Promise<unknown>;

const functions: Record<string, Function> = { database, orderGraph, deliveryGraph };

beforeAll(() => {
  Object.assign(process.env, {
    ...{ EVENT_BUS: 'none', SLOT_CAPACITY: '5', DATABASE_FUNCTION: 'database', SUBGRAPH_PREFIX: 'test-' },
    // A bus that is not there: the relay's work, and none of these tests'.
    AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://127.0.0.1:1',
  });
  mockClient(LambdaClient)
    .on(InvokeCommand)
    .callsFake(async ({ FunctionName, Payload }: { FunctionName: string; Payload: string }) => {
      const answer = await functions[FunctionName.replace('test-', '')]!(
        JSON.parse(Payload) as never,
        {} as never,
      );
      return { Payload: Buffer.from(JSON.stringify(answer)) };
    });
});

const answer = askGraph(supergraph, invokeSubgraph, { introspection: false });

const ask = async (query: string, variables?: Record<string, unknown>) => {
  const { body } = await answer({ query, variables }, { correlationId: 'correlation-1' });
  return JSON.parse(JSON.stringify(body)) as {
    data?: Record<string, Record<string, unknown> | null> | null;
    errors?: { path: string[]; extensions: { code: string; deliveryTime?: number } }[];
  };
};

const BOOK = `
  mutation ($input: BookDeliveryInput!) { bookDelivery(input: $input) { id status deliveryTime deliveryChanges } }`;

const WHOLE = `status market quantity totalPrice localPrice currency payment cancelledReason deliveryTime deliveryChanges
  lines { productId name quantity price } history { status at } refunds { at localAmount }`;

describe('The public graph over the stored orders', () => {
  const shop = aShop();
  const US = () => offeredTimes('US', Date.now());

  test('shows an order to whoever knows its id, and nothing of its customer', async () => {
    const id = await shop.aStockedOrder();
    const { data, errors } = await ask(`{ order(id: "${id}") { id ${WHOLE} } }`);
    expect(errors).toBeUndefined();
    expect(data!['order']).toEqual({
      ...{
        id,
        status: 'STOCKED',
        market: 'US',
        quantity: 3,
        totalPrice: 45000,
        localPrice: 45000,
        currency: 'USD',
      },
      ...{
        payment: 'BY_INVOICE',
        cancelledReason: null,
        deliveryTime: null,
        deliveryChanges: 0,
        refunds: [],
      },
      lines: [
        { productId: 'BB001', name: 'Basic bonsai', quantity: 1, price: 15000 },
        { productId: 'BL001', name: 'Basic lily', quantity: 2, price: 15000 },
      ],
      history: ['PLACED', 'STOCKED'].map((status) => ({ status, at: expect.any(Number) as number })),
    });
    for (const personal of [
      'name',
      'customerName',
      'email',
      'customerEmail',
      'phone',
      'street',
      'city',
      'orgNumber',
    ])
      expect(await ask(`{ order(id: "${id}") { ${personal} } }`)).not.toHaveProperty('data');
  });

  test('asks the database once a service, however many orders are asked for', async () => {
    const ids = await shop.stockedOrders(10);
    const query = `{ ${ids.map((id, n) => `o${n}: order(id: "${id}") { ${WHOLE} }`).join(' ')} }`;
    const before = there().statements();
    const { data, errors } = await ask(query);
    expect(errors).toBeUndefined();
    expect(Object.values(data!).map((order) => order?.['status'])).toEqual(ids.map(() => 'STOCKED'));
    expect(there().statements() - before).toBe(2);
  });

  test('knows no order of an unknown id, of another form or in capital letters another', async () => {
    const id = await shop.aStockedOrder();
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(
      await ask(
        `{ a: order(id: "${unknown}") { id } b: order(id: "x' or 1=1") { id } c: order(id: "${id.toUpperCase()}") { id } }`,
      ),
    ).toEqual({ data: { a: null, b: null, c: { id } } });
  });

  test('offers the free times, and books one: an order then has it', async () => {
    const id = await shop.aStockedOrder();
    const { data } = await ask('{ deliveryTimes(market: US) { time remaining } }');
    const slots = data!['deliveryTimes'] as unknown as { time: number; remaining: number }[];
    expect(slots.map(({ time }) => time)).toEqual(US());
    const { time } = slots[0]!;
    const booked = await ask(BOOK, { input: { orderId: id, deliveryTime: time } });
    expect(booked).toEqual({
      data: { bookDelivery: { id, status: 'STOCKED', deliveryTime: time, deliveryChanges: 0 } },
    });
    const { data: after } = await ask('{ deliveryTimes(market: US) { time remaining } }');
    expect(after!['deliveryTimes']).toContainEqual({ time, remaining: 4 });
  });

  test('refuses a booking with its code, and the time that is booked; the same again changes nothing', async () => {
    const id = await shop.aStockedOrder();
    const [, first = 0, second = 0] = US();
    const book = (input: object) => ask(BOOK, { input: { orderId: id, ...input } });
    await book({ deliveryTime: first });
    expect((await book({ deliveryTime: first, replaces: null })).errors).toBeUndefined();
    expect(await book({ deliveryTime: second })).toMatchObject({
      data: null,
      errors: [
        { path: ['bookDelivery'], extensions: { code: 'DELIVERY_TIME_DIFFERS', deliveryTime: first } },
      ],
    });
    expect(await book({ deliveryTime: second, replaces: first })).toMatchObject({
      data: { bookDelivery: { deliveryTime: second, deliveryChanges: 1 } },
    });
    expect((await book({ deliveryTime: 1.5 })).errors).toMatchObject([
      { extensions: { code: 'INVALID_REQUEST' } },
    ]);
  });

  test('gives the last place of a slot to one of twenty who want it', async () => {
    const ids = await shop.stockedOrders(20);
    const [, , , deliveryTime = 0] = US();
    const outcomes = await times(20, async (n) => {
      const { errors } = await ask(BOOK, { input: { orderId: ids[n], deliveryTime } });
      return errors?.[0]?.extensions.code ?? 'BOOKED';
    });
    expect(outcomes.filter((outcome) => outcome === 'BOOKED')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'SLOT_FULL')).toHaveLength(15);
  });
});
