import { functionOf, refuseTooManyWorkers, roleOf } from '../../../infra/resources/declared.ts';

describe('What stands in a functions.yml', () => {
  test('a route is private unless it says that it is public', () => {
    const get = { method: 'get', path: '/x' };
    const events = [{ http: get }, { http: { ...get, public: true } }];
    expect(functionOf('order', 'orderStatus', { events }).events).toEqual([
      { http: { ...get, authorizer: 'aws_iam' } },
      { http: { ...get, cors: expect.any(String) as string } },
    ]);
  });

  test('a need that nobody knows can’t be packaged', () => {
    expect(() => roleOf('stock', { needs: ['everything'] })).toThrow('stock needs everything');
  });

  test('a body that no contract describes can’t be packaged', () => {
    const events = [{ http: { method: 'post', path: '/x', body: 'CreateCastle' } }];
    expect(() => functionOf('order', 'orderStatus', { events })).toThrow('no body CreateCastle');
  });

  test('a subscription without a worker can’t be packaged, nor a worker without a subscription', () => {
    const queue = { maximumConcurrency: 2 };
    expect(() => functionOf('stock', 'stock', {})).toThrow('both or neither');
    expect(() => functionOf('order', 'orderStatus', { queue })).toThrow('both or neither');
    expect(functionOf('stock', 'stock', { queue }).events).toHaveLength(1);
  });

  test('workers that could take all the room the database needs can’t be packaged', () => {
    const workers = (maximumConcurrency: number) => ({
      stock: functionOf('stock', 'stock', { queue: { maximumConcurrency } }),
      email: functionOf('email', 'email', { queue: { maximumConcurrency } }),
    });
    expect(() => refuseTooManyWorkers(workers(5), 19)).toThrow('10 workers');
    refuseTooManyWorkers(workers(5), 20);
  });
});
