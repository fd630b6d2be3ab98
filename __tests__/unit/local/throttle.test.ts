import { throttle } from '../../../infra/local/frontDoor/throttle.ts';

const LIMITS = [
  { method: '*', path: '/*', rate: 2, burst: 3 },
  { method: 'POST', path: '/createOrder', rate: 1, burst: 1 },
];

const aThrottle = () => {
  let now = 0;
  const mayPass = throttle(LIMITS, () => now);
  return { mayPass, wait: (ms: number) => void (now += ms) };
};

describe('The limits of the gateway', () => {
  test('let a burst through, then as many as the rate', () => {
    const { mayPass, wait } = aThrottle();
    const look = () => mayPass('GET', '/deliveryTimes');
    expect([look(), look(), look(), look()]).toEqual([true, true, true, false]);
    wait(500);
    expect([look(), look()]).toEqual([true, false]);
  });

  test('hold for each route by itself, whatever its path’s variable', () => {
    const { mayPass } = aThrottle();
    expect(['/orders/1', '/orders/2', '/orders/3', '/orders/4'].map((path) => mayPass('GET', path))).toEqual([
      ...[true, true, true, false],
    ]);
    expect(mayPass('GET', '/deliveryTimes')).toBe(true);
  });

  test('are a route’s own where it has some', () => {
    const { mayPass } = aThrottle();
    expect([mayPass('POST', '/createOrder'), mayPass('POST', '/createOrder')]).toEqual([true, false]);
  });

  test('hold nobody up where there are none', () => {
    const mayPass = throttle([]);
    expect(Array.from({ length: 1000 }, () => mayPass('POST', '/createOrder'))).not.toContain(false);
  });
});
