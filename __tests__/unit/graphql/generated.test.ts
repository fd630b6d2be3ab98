import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { aCopy } from './aCopy.ts';

const SCHEMA = 'src/order/store/schema.graphql';

describe('The types of the private schema and its queries', () => {
  const { change, path, run } = aCopy();
  const write = (...words: string[]) => run('infra/docs/write.ts', ...words);
  const check = () => write('--check');

  test('are up to date', () => {
    expect(check()).toEqual({ status: 0, stderr: '' });
  });

  test('refuse queries that the schema does not answer, and say where each stands', () => {
    change('src/stock/stock.ts', 'email: customerEmail', 'email: customerMail');
    change('__tests__/system/api.js', ' sentAt ', ' sendAt ');
    change('src/finance/finance.ts', 'FindPrice($id: ID!)', 'FindPrice($id: Int!)');
    change('infra/operations/orders.ts', 'FollowOrder($id: ID!)', 'FollowOrder');
    change('src/order/orders.ts', 'query FindOrder(', 'query FindPlants(');
    const { status, stderr } = check();
    expect(status).toBe(1);
    const complaints = [
      /"customerMail" on type "Order"[^`]*\nsrc\/stock\/stock\.ts:\d+:\d+\n/,
      /"sendAt" on type "Mail"[^`]*\n__tests__\/system\/api\.js:\d+:\d+\n/,
      /"\$id" of type "Int!"[^`]*\nsrc\/finance\/finance\.ts:\d+:\d+\n/,
      /"\$id" is not defined[^`]*\ninfra\/operations\/orders\.ts:\d+:\d+\n/,
      /only one operation named "FindPlants"[^`]*\nsrc\/order\/orders\.ts:\d+:\d+\n/,
    ];
    for (const complaint of complaints) expect(stderr).toMatch(complaint);
  });

  test.each([
    ['no end', 'unitPrice } } }`', 'unitPrice } }`', 'Syntax Error'],
    ['no name', 'query FindPlants(', 'query (', 'with a name'],
  ])('refuse a query that has %s', (_, from, to, complaint) => {
    change('src/stock/stock.ts', from, to);
    const { status, stderr } = check();
    expect(status).toBe(1);
    expect(stderr).toContain(complaint);
    expect(stderr).toMatch(/\nsrc\/stock\/stock\.ts:\d+:\d+\n/);
  });

  test('are out of date after a change of the schema, until they are made again', () => {
    change(SCHEMA, '  orderedProducts: String!', '  orderedProducts: String');
    const { status, stderr } = check();
    expect(status).toBe(1);
    expect(stderr).toBe(
      'src/platform/databaseSchema.ts is out of date: run "npm run docs"\n' +
        'src/platform/databaseQueries.ts is out of date: run "npm run docs"\n',
    );
    expect(write()).toEqual({ status: 0, stderr: '' });
    expect(check()).toEqual({ status: 0, stderr: '' });
  });

  test('are out of date after a change of a query', () => {
    change(
      'src/stock/stock.ts',
      'query FindPlants($id: ID!) { getOrder(id: $id) { orderId ',
      'query FindPlants($id: ID!) { getOrder(id: $id) { orderId status ',
    );
    expect(check().stderr).toBe('src/platform/databaseQueries.ts is out of date: run "npm run docs"\n');
  });

  test('refuse a list that the contracts have and the schema writes down again', () => {
    appendFileSync(path(SCHEMA), '\nenum Market { US MX }\n');
    expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining('"Market"') });
  });

  test('come from the parts of all services together', () => {
    const part = 'extend type Query { plantsLeft(sku: String!): Int! }\n';
    writeFileSync(path('src/stock/store/schema.graphql'), part);
    change('src/stock/stock.ts', '{ getOrder(id: $id)', '{ plantsLeft(sku: "BB001") getOrder(id: $id)');
    expect(write()).toEqual({ status: 0, stderr: '' });
    const made = (file: string) => readFileSync(path(file), 'utf8');
    expect(made('src/platform/databaseSchema.ts')).toContain('QueryPlantsLeftArgs');
    expect(made('src/platform/databaseQueries.ts')).toContain('readonly plantsLeft: number');
  });
});
