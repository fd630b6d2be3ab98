import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { buildSchema, validate, parse } from 'graphql';
import { maxCostRule } from '../../../src/graph/cost.ts';
import { documentsFor } from '../../../src/graph/documents.ts';
import { aGatewayRequest, linesLogged } from '../../given.ts';
import { aGraph, someSubgraphs } from './graphGiven.ts';

const lambda = mockClient(LambdaClient);

Object.assign(process.env, { SUBGRAPH_PREFIX: 'acme-webshop-test-', INTROSPECTION: 'false' });

const answerTo = async (request: Parameters<typeof aGatewayRequest>[0]) => {
  const { handler } = await import('../../../src/graph/graph.ts');
  const { statusCode, headers, body } = await handler(aGatewayRequest(request));
  return { statusCode, headers, body };
};

const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');

let logged: ReturnType<typeof linesLogged>;

beforeEach(() => {
  lambda.reset();
  logged = linesLogged();
});

afterEach(() => jest.restoreAllMocks());

const deep = `{ order(id: "1") ${'{ lines '.repeat(48)} { name } ${'}'.repeat(48)} }`;

describe('What is too much for the public graph', () => {
  test.each<[what: string, status: number, why: string, body: unknown]>([
    [
      '1,000 aliases',
      400,
      '1000 tokens',
      { query: `{ ${many(1000, (n) => `a${n}: order(id: "1") { id }`)} }` },
    ],
    [
      '16 aliases',
      400,
      'liases limit of 15',
      { query: `{ ${many(16, (n) => `a${n}: order(id: "1") { id }`)} }` },
    ],
    [
      'two changes in one mutation',
      400,
      'one thing at a time',
      {
        query: `
          mutation { ${many(2, (n) => `m${n}: bookDelivery(input: { orderId: "1", deliveryTime: 1 }) { id }`)} }`,
      },
    ],
    ['a depth of 50', 400, 'depth limit of 10', { query: deep }],
    [
      'a batch of 1,000',
      400,
      'expected object',
      Array.from({ length: 1000 }, () => ({ query: '{ order(id: "1") { id } }' })),
    ],
    [
      'a query of 1 MB',
      413,
      'PAYLOAD_TOO_LARGE',
      { query: `{ order(id: "1") { ${'id '.repeat(350_000)} } }` },
    ],
    [
      'a variable of 1 MB',
      413,
      'PAYLOAD_TOO_LARGE',
      { query: '{ order(id: "1") { id } }', variables: { x: 'x'.repeat(1e6) } },
    ],
    ['1,001 tokens', 400, '1000 tokens', { query: `{ order(id: "1") { ${'id '.repeat(993)} } }` }],
    [
      'fragments in a circle',
      400,
      'annot spread fragment',
      { query: '{ order(id: "1") { ...A } } fragment A on Order { ...B } fragment B on Order { ...A }' },
    ],
    [
      'fragments that double themselves',
      400,
      'depth limit of 10',
      {
        query: `{ order(id: "1") { ...F0 } } ${many(25, (n) => `fragment F${n} on Order { ${n < 24 ? `...F${n + 1} ...F${n + 1}` : 'colour'} }`)}`,
      },
    ],
    ['an introspection', 400, 'introspection', { query: '{ __schema { types { name } } }' }],
    ['a type asked for by name', 400, 'introspection', { query: '{ __type(name: "Order") { name } }' }],
    ['no query', 400, 'query', {}],
    ['no JSON', 400, 'valid JSON', '{'],
  ])('%s is refused before anybody is asked', async (_, status, why, body) => {
    const { statusCode, body: text } = await answerTo({ body });
    expect(statusCode).toBe(status);
    expect(text).toContain(why);
    expect(text).toMatch(/"code":"(INVALID_REQUEST|PAYLOAD_TOO_LARGE)"/);
    expect(text.length).toBeLessThan(3000);
    expect(lambda.calls()).toEqual([]);
    expect(logged().filter(({ level }) => level === 'ERROR')).toEqual([]);
  });

  const SHOP = buildSchema(`
    type Query { orders(first: Int = 20): [Order!]!  order: Order  thing: Thing }
    union Thing = Order | Line
    type Order { id: ID!  lines(first: Int = 7): [Line!]!  step: Step }
    type Line { name: String }
    type Step { at: Float }`);

  test.each<[query: string, cost: number]>([
    ['{ order { id step { at } } }', 4],
    ['{ orders(first: 3) { id } }', 1 + 3],
    ['{ orders { id } }', 1 + 20],
    ['query ($n: Int) { orders(first: $n) { id } }', 1 + 100],
    ['{ orders(first: 10) { id lines(first: 5) { name } } }', 1 + 10 * (1 + 1 + 5)],
    ['{ a: orders(first: 3) { id } b: orders(first: 3) { id } }', 2 * (1 + 3)],
    [
      '{ orders(first: 3) { ...A ... on Order { id } } } fragment A on Order { id lines(first: 2) { name } }',
      1 + 3 * 5,
    ],
    ['{ thing { ... on Order { lines { name } } } }', 1 + 1 + 7],
    ['{ orders(first: 0) { id } order { __typename } }', 3],
  ])('%s costs %d', (query, cost) => {
    const found = (most: number) =>
      validate(SHOP, parse(query), [maxCostRule(most)]).map(({ message }) => message);
    expect(found(cost)).toEqual([]);
    expect(found(cost - 1)).toEqual([expect.stringContaining(`costs ${cost},`)]);
  });
});

describe('A large page', () => {
  test('of a small query is too much all the same', () => {
    const shop = buildSchema('type Query { orders(first: Int): [Order!]! } type Order { id: ID! }');
    const read = documentsFor(shop, false);
    expect(read('{ orders(first: 5000) { id } }')).toMatchObject([
      { message: expect.stringContaining('costs') as string },
    ]);
    expect(read('{ orders(first: 4999) { id } }')).toHaveProperty('kind', 'Document');
  });
});

describe('What the public graph tells', () => {
  test('is its schema where the stage says so, and elsewhere not even what was meant', async () => {
    const { ask } = someSubgraphs();
    const [open, closed] = [aGraph(ask, true), aGraph(ask)];
    expect((await open('{ __schema { queryType { name } } }')).body).toEqual({
      data: { __schema: { queryType: { name: 'Query' } } },
    });
    const wrong: [string, Record<string, unknown>?][] = [
      ['{ ordr(id: "1") { id } }'],
      ['query ($m: Market!) { deliveryTimes(market: $m) { time } }', { m: 'USA' }],
    ];
    for (const [query, variables] of wrong) {
      expect(JSON.stringify(await open(query, variables))).toContain('Did you mean');
      expect(JSON.stringify(await closed(query, variables))).not.toContain('Did you mean');
    }
  });

  test('comes by POST and as JSON only: forms, texts and links run nothing', async () => {
    const query = '{ order(id: "1") { id } }';
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/graphql',
    ])
      expect(await answerTo({ body: { query }, headers: { 'content-type': type } })).toMatchObject({
        statusCode: 415,
      });
    expect(await answerTo({ body: { query }, headers: {} })).toMatchObject({ statusCode: 415 });
    expect(await answerTo({ method: 'GET', query: { query } })).toMatchObject({
      statusCode: 405,
      headers: { Allow: 'POST' },
    });
    expect(lambda.calls()).toEqual([]);
  });

  test('follows the correlation that the caller gave, in the answer and to the services', async () => {
    lambda.on(InvokeCommand).resolves({ Payload: Buffer.from('{"data":{"order":{"id":"1"}}}') as never });
    const headers = { 'content-type': 'application/json', 'x-correlation-id': 'my-correlation' };
    const answer = await answerTo({ body: { query: '{ order(id: "1") { id } }' }, headers });
    expect(answer).toMatchObject({
      statusCode: 200,
      headers: { 'X-Correlation-Id': 'my-correlation', 'Cache-Control': 'no-store' },
    });
    const { FunctionName, Payload } = lambda.commandCalls(InvokeCommand)[0]!.args[0].input;
    expect(FunctionName).toBe('acme-webshop-test-orderGraph');
    expect(JSON.parse(String(Payload))).toMatchObject({ correlationId: 'my-correlation' });
  });

  test('is nothing of a service whose function failed, not even its stack', async () => {
    lambda
      .on(InvokeCommand)
      .resolves({ FunctionError: 'Unhandled', Payload: Buffer.from('{"errorMessage":"secret"}') as never });
    const { statusCode, body } = await answerTo({ body: { query: '{ order(id: "1") { id } }' } });
    expect(statusCode).toBe(200);
    expect(body).toContain('SERVICE_UNAVAILABLE');
    expect(body).not.toContain('secret');
  });
});
