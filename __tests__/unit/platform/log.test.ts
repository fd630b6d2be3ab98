import { setTimeout } from 'node:timers/promises';
import { consume } from '../../../src/platform/consume.ts';
import { http } from '../../../src/platform/http.ts';
import { inBatches } from '../../../src/platform/inBatches.ts';
import { log } from '../../../src/platform/log.ts';
import { correlationIds, withLogContext } from '../../../src/platform/logContext.ts';
import { measured } from '../../../src/platform/metrics.ts';
import { GetOrderStatus } from '../../../src/contracts/requests.ts';
import { Problem } from '../../../src/contracts/problem.ts';
import {
  aBatch,
  anInvocation,
  aGatewayRequest,
  anEnvelope,
  anOrderCreated,
  linesLogged,
} from '../../given.ts';

let lines: ReturnType<typeof linesLogged>;

beforeEach(() => {
  process.env['STAGE'] = 'dev';
  lines = linesLogged();
});

const ordersOf = (...correlations: string[]) =>
  correlations.map((correlationId) => {
    const created = anOrderCreated();
    return { ...created, metadata: { ...created.metadata, correlationId } };
  });

describe('The log', () => {
  test('each line of a message says whose it is, however many messages are handled at once', async () => {
    const orders = ordersOf('correlation-a', 'correlation-b', 'correlation-c');
    const handler = consume('placeOrder', async ({ detail }) => {
      const wait = orders.findIndex(({ orderId }) => orderId === detail.orderId);
      await setTimeout(10 - 3 * wait);
      log.info('the work of', { expected: detail.metadata.correlationId });
      if (wait === 1) throw new Error('no');
    });
    await handler(aBatch(...orders.map((order) => anEnvelope('OrderCreated', order))), anInvocation());
    expect(lines().filter(({ message }) => message === 'the work of')).toHaveLength(3);
    for (const { correlationId, orderId, expected } of lines())
      expect([correlationId, orderId]).toEqual([
        expected ?? correlationId,
        orders.find(({ metadata }) => metadata.correlationId === correlationId)?.orderId,
      ]);
    expect(lines()).toContainEqual(
      expect.objectContaining({
        level: 'ERROR',
        message: 'placeOrder failed',
        correlationId: 'correlation-b',
        event: 'OrderCreated',
        error: expect.objectContaining({ message: 'no' }) as unknown,
      }),
    );
  });

  test('in one process with other functions, a line names the function that wrote it', () => {
    const loadedAs = (service: string) => {
      process.env['AWS_LAMBDA_FUNCTION_NAME'] = service;
      jest.resetModules();
      return jest.requireActual<{ log: typeof log }>('../../../src/platform/log.ts').log;
    };
    const logs = ['placeOrder', 'email'].map(loadedAs);
    for (const each of logs) each.info('a line');
    expect(lines().map(({ service }) => service)).toEqual(['placeOrder', 'email']);
  });

  test('work that several orders share says all of them, and asks other services for all of them', async () => {
    const asked: string[][] = [];
    const ask = inBatches(async (items: readonly string[]) => {
      asked.push(correlationIds());
      log.warn('shared');
      return items;
    });
    const askFor = (correlationId: string) =>
      withLogContext({ correlationId, orderId: correlationId }, async () => {
        await ask(correlationId);
        log.info('back');
      });
    await Promise.all(['first-order', 'second-order'].map(askFor));
    await askFor('third-order');
    expect(asked).toEqual([['first-order', 'second-order'], ['third-order']]);
    const [shared, ...others] = lines();
    expect(shared).toMatchObject({ correlationIds: ['first-order', 'second-order'] });
    expect(shared).not.toHaveProperty('orderId');
    expect(others.map(({ correlationId }) => correlationId)).toEqual([
      'first-order',
      'second-order',
      'third-order',
      'third-order',
    ]);
  });

  test('a request is followed by the correlation that the client gave, or gets one', async () => {
    const handler = http(GetOrderStatus, async () => {
      throw new Problem('ORDER_NOT_FOUND', 'none');
    });
    const orderId = '0b8f1d6e-4c53-4f0e-9c3b-2f5a7d1e9a01';
    const request = (id: string) =>
      handler(aGatewayRequest({ method: 'GET', headers: { 'X-Correlation-Id': id }, path: { orderId } }));
    expect((await request('my-click-1')).headers).toMatchObject({ 'X-Correlation-Id': 'my-click-1' });
    await request('<script>');
    expect(lines()).toMatchObject([
      { message: 'request refused', code: 'ORDER_NOT_FOUND', correlationId: 'my-click-1', orderId },
      { message: 'request refused', correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown },
    ]);
  });

  test('an error that names a customer is logged without the name', () => {
    log.error('no mail', { error: new Error('550 <ann+x@mail.example.com>: no such user') });
    log.error('no row', {
      error: new Error('null value; Detail: Failing row contains (7, Ann (Lee), Garden Row).'),
    });
    expect(JSON.stringify(lines())).toContain('550 <(e-mail)>: no such user');
    expect(JSON.stringify(lines())).toContain('Failing row contains (…).');
    expect(JSON.stringify(lines())).not.toMatch(/example.com|Ann|Garden/);
  });

  test('what stands in the place of an order’s number, and is none, is not written down', async () => {
    const handler = http(GetOrderStatus, async () => {
      throw new Problem('ORDER_NOT_FOUND', 'none');
    });
    const path = { orderId: 'Ann Lee, 1 Garden Row' };
    await handler(aGatewayRequest({ method: 'GET', path }));
    expect(JSON.stringify(lines())).toMatch(/^(?!.*Garden).*ORDER_NOT_FOUND/);
  });

  test('a line with numbers is an embedded metric of the stage', () => {
    log.info('order created', measured({ OrdersCreated: 1 }));
    expect(lines()).toMatchObject([
      {
        level: 'INFO',
        message: 'order created',
        Stage: 'dev',
        OrdersCreated: 1,
        _aws: {
          Timestamp: expect.any(Number) as unknown,
          CloudWatchMetrics: [
            {
              Namespace: 'AcmeWebshop',
              Dimensions: [['Stage']],
              Metrics: [{ Name: 'OrdersCreated', Unit: 'Count' }],
            },
          ],
        },
      },
    ]);
  });
});
