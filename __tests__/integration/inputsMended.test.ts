import { LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { handler } from '../../src/database/database.ts';
import { handler as graph } from '../../src/graph/graph.ts';
import { askDatabase } from '../../src/platform/database.ts';
import { aGatewayRequest, anOrder, linesLogged } from '../given.ts';
import { type aDatabase, aMigratedDatabase } from './databaseGiven.ts';

// What generated inputs found (docs/reliability.md names the seeds), each as small as it was shrunk.

let database: Awaited<ReturnType<typeof aDatabase>>;
let lines: ReturnType<typeof linesLogged>;

beforeAll(async () => {
  lines = linesLogged();
  database = await aMigratedDatabase();
  Object.assign(process.env, {
    EVENT_BUS: 'none',
    SLOT_CAPACITY: '5',
    AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://127.0.0.1:1',
    DATABASE_FUNCTION: 'database',
  });
});

afterAll(() => database.stop());

const PLACE = 'mutation ($order: OrderInput!) { placeOrder(order: $order) { outcome } }';

const PLACE_ALL = 'mutation ($orders: [OrderInput!]!) { placeOrders(orders: $orders) { outcome } }' as never;

const post = (body: unknown) =>
  handler(aGatewayRequest({ body }), {} as never) as unknown as Promise<APIGatewayProxyResult>;

const answerTo = async (query: string, variables: object) => {
  const { body } = await post({ query, variables });
  return JSON.parse(body) as { errors?: { message: string; extensions: { code: string } }[] };
};

const codes = async (query: string, variables: object) =>
  new Set((await answerTo(query, variables)).errors?.map(({ extensions }) => extensions.code));

const line = { sku: 'BB001', quantity: 1, unitPrice: 45_000 };

describe('The private graph refuses, and does not fail at,', () => {
  test.each([
    ['a broken surrogate', PLACE, { order: anOrder({ name: 'Ann \udfff' }) }],
    ['a NUL', PLACE, { order: anOrder({ street: 'Garden\u0000Row' }) }],
    ['an amount that no integer holds', PLACE, { order: anOrder({ localPrice: 1e300 }) }],
    ['a plant in two lines', PLACE, { order: anOrder({ lines: [line, line] }) }],
    [
      'a moment before the calendar begins',
      'query ($from: Float!) { takenSlots(market: US, from: $from) { time } }',
      { from: -210866803200001 },
    ],
    ['more days than there were', 'mutation ($days: Int!) { forgetEvents(days: $days) }', { days: 2461370 }],
    [
      'a lease that is no UUID',
      'mutation ($orders: [LeaseInput!]!) { takeSettlements(orders: $orders, seconds: 1) { outcome } }',
      { orders: [{ orderId: randomUUID(), lease: 'mine' }] },
    ],
  ])('%s', async (_, query, variables) => {
    expect(await codes(query, variables)).toEqual(new Set(['INVALID_REQUEST']));
  });

  test('an order that says null for a field with a standard', async () => {
    expect(await codes(PLACE, { order: { ...anOrder(), testId: null } })).toEqual(
      new Set(['BAD_USER_INPUT']),
    );
  });

  test('more mistakes than GraphQL lists', async () => {
    const orders = Array<string>(60).fill('none');
    expect(await codes(PLACE_ALL, { orders })).toEqual(new Set(['BAD_USER_INPUT']));
  });

  test('what is no JSON, or too much, as every other route does', async () => {
    expect(await post('Ann Lee')).toMatchObject({ statusCode: 400 });
    expect(await post(JSON.stringify({ query: 'x'.repeat(65_536) }))).toMatchObject({ statusCode: 413 });
  });
});

test('the public graph refuses a subscription, and does not fail at it', async () => {
  const { statusCode, body } = await graph(aGatewayRequest({ body: { query: 'subscription { order }' } }));
  expect(statusCode).toBe(400);
  expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'INVALID_REQUEST' } }] });
  expect(lines()).not.toContainEqual(expect.objectContaining({ level: 'ERROR' }));
});

test('a value that the database or the schema refuses is not repeated in the log, nor to a service', async () => {
  mockClient(LambdaClient).callsFake(async ({ Payload }: { Payload: string }) => ({
    Payload: Buffer.from(JSON.stringify(await handler(JSON.parse(Payload) as never, {} as never))),
  }));
  const ask = (changes: object) =>
    askDatabase(PLACE_ALL, { orders: [{ ...anOrder(), ...changes }] } as never);
  const mistakes = [
    { orderId: 'Ann Lee' },
    { name: 'Ann Lee \ud800' },
    { totalPrice: 'Ann Lee' },
    { joined: 'Ann Lee' },
  ];
  for (const mistake of mistakes)
    await expect(ask(mistake)).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.not.stringContaining('Ann Lee') as string,
    });
  expect(JSON.stringify(lines())).not.toContain('Ann Lee');
});
