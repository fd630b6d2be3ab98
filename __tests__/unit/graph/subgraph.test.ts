import { isInputObjectType, isObjectType } from 'graphql';
import { CreateOrder } from '../../../src/contracts/requests.ts';
import orderSchema from '../../../src/order/graph/schema.graphql';
import { patience } from '../../../src/platform/deadline.ts';
import { subgraph } from '../../../src/platform/subgraph.ts';
import { subgraphSchema } from '../../../src/platform/subgraphSchema.ts';
import { linesLogged } from '../../given.ts';

const SCHEMA = `
  type Query { plant(id: ID!): Plant }
  type Plant @key(fields: "id") { id: ID!  name: String  market: Market }`;

const FIND_ENTITIES = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Plant { id name } } }';

const ask = (
  query: string,
  variables?: Record<string, unknown>,
  plant: () => unknown = () => ({ id: '1' }),
) =>
  subgraph(SCHEMA, {
    Query: { plant },
    Plant: {
      __resolveReference: async ({ id }: { id: string }) =>
        id === 'unknown' ? null : { id, name: `plant ${id}` },
    },
  })({ query, variables, correlationId: 'correlation-1', withinMs: 1000 });

let logged: ReturnType<typeof linesLogged>;

beforeEach(() => {
  logged = linesLogged();
});

afterEach(() => jest.restoreAllMocks());

describe('A subgraph', () => {
  test('finds what other services refer to by its key, and gives nothing for what it does not know', async () => {
    const r = ['a', 'unknown', 'b'].map((id) => ({ __typename: 'Plant', id }));
    expect(await ask(FIND_ENTITIES, { r })).toEqual({
      data: { _entities: [{ id: 'a', name: 'plant a' }, null, { id: 'b', name: 'plant b' }] },
    });
  });

  test('says so when the gateway of another release asks for what it does not know', async () => {
    expect(await ask('{ plant(id: "1") { id colour } }')).toMatchObject({
      errors: [{ extensions: { code: 'INTERNAL' } }],
    });
    expect(logged()).toMatchObject([{ level: 'ERROR', correlationId: 'correlation-1' }]);
  });

  test('tells whomever it asks how long it may still wait', async () => {
    let left = 0;
    await ask('{ plant(id: "1") { id } }', {}, () => {
      left = patience(60_000);
      return null;
    });
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(1000);
    expect(patience(60_000)).toBe(60_000);
  });

  test('does not start with a resolver of a field that is not there', () => {
    expect(() => subgraphSchema(SCHEMA, { Plant: { colour: () => 'green' } })).toThrow('no Plant.colour');
    expect(() => subgraphSchema(SCHEMA, { Plnat: { id: () => '1' } })).toThrow('no Plnat.id');
  });
});

describe('The order service’s part of the graph', () => {
  const fieldsOf = (name: string): string[] => {
    const type = subgraphSchema(orderSchema, {}).getType(name);
    return isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [];
  };

  test('takes with an order whatever POST /createOrder takes, but for test orders and older spellings', () => {
    const byRest = Object.keys(CreateOrder.shape).filter((field) => !['products', 'testId'].includes(field));
    expect(fieldsOf('PlaceOrderInput').sort()).toEqual([...byRest, 'idempotencyKey'].sort());
  });

  test('has nothing of the customer to tell', () => {
    const personal = ['name', 'email', 'phone', 'street', 'city', 'orgNumber', 'customer'];
    for (const type of ['Order', 'OrderReceipt', 'OrderStep', 'OrderRefund'])
      expect(fieldsOf(type).filter((field) => personal.includes(field))).toEqual([]);
  });
});
