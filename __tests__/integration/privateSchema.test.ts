import { handler } from '../../src/database/database.ts';
import { anOrder } from '../given.ts';
import { type aDatabase, aMigratedDatabase } from './databaseGiven.ts';

let database: Awaited<ReturnType<typeof aDatabase>>;

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  database = await aMigratedDatabase();
  // A bus that is not there: the relay's work, and none of these tests'.
  Object.assign(process.env, {
    EVENT_BUS: 'none',
    SLOT_CAPACITY: '5',
    AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://127.0.0.1:1',
  });
});

afterAll(() => database.stop());

const ask = async (query: string, variables: Record<string, unknown> = {}) =>
  (await handler({ query, variables }, {} as never)) as { data: Record<string, unknown>; errors?: unknown[] };

describe('The private schema', () => {
  test('gives a page of a hundred orders, with all that each store knows of them, in a handful of statements', async () => {
    const testId = 31;
    const orders = Array.from({ length: 100 }, () => anOrder({ testId }));
    const placed = await ask(
      'mutation ($orders: [OrderInput!]!) { placeOrders(orders: $orders) { outcome } }',
      {
        orders,
      },
    );
    expect(placed.errors).toBeUndefined();
    const before = database.statements();
    const { data, errors } = await ask(
      `query TestOrdersWhole($testId: Int!) { getAllTestOrders(testId: $testId, first: 100) { orderId status lines { sku }
        history { status } deliveryTime deliveryChanges ledgerEntry { amount } emails { mail } events { event } } }`,
      { testId },
    );
    expect(errors).toBeUndefined();
    const page = data['getAllTestOrders'] as Record<string, unknown>[];
    expect(page).toHaveLength(100);
    for (const order of page)
      expect(order).toMatchObject({
        deliveryTime: null,
        deliveryChanges: 0,
        ledgerEntry: null,
        emails: [],
        events: [{ event: 'OrderPlaced' }],
      });
    expect(database.statements() - before).toBeLessThanOrEqual(5);
  });
});
