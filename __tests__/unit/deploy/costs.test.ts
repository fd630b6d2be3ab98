import { costsOf } from '../../../infra/deploy/costs.ts';

const nothing = {
  gatewayRequests: 0,
  events: 0,
  sqsSends: 0,
  batches: 0,
  invocations: 0,
  gigabyteSeconds: 0,
  statements: 0,
  logBytes: 0,
};

describe('What orders cost', () => {
  test('is the number of things times their price', () => {
    expect(costsOf({ ...nothing, gatewayRequests: 3 }, 1_000_000)['API Gateway']).toBeCloseTo(10.5);
    // Each batch is received and deleted with one request.
    expect(costsOf({ ...nothing, sqsSends: 8, batches: 1 }, 1_000_000)['SQS']).toBeCloseTo(4);
    expect(costsOf({ ...nothing, gigabyteSeconds: 1 }, 1000)['Lambda time']).toBeCloseTo(0.0133334);
  });
});
