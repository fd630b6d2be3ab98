import type { GatewayLimit } from '../../gatewayLimits.ts';

interface Bucket {
  tokens: number;
  /** When they were counted last, in ms. */
  at: number;
}

const fits = ({ method, path }: GatewayLimit, asked: { method: string; path: string }): boolean =>
  (method === '*' || method === asked.method) && (path === '/*' || path === asked.path);

// Of /orders/1 and /orders/2 the same, as they are one route.
const routeOf = (method: string, path: string): string => `${method} ${path.split('/', 2).join('/')}`;

/**
 * Tells whether a request may pass, as API Gateway does: each route has a bucket that holds `burst` requests and fills at
 * `rate` a second. Without limits all may.
 */
export const throttle = (limits: readonly GatewayLimit[], now: () => number = Date.now) => {
  const buckets = new Map<string, Bucket>();
  return (method: string, path: string): boolean => {
    const limit = limits.findLast((each) => fits(each, { method, path }));
    if (limit === undefined) return true;
    const route = routeOf(method, path);
    const { tokens, at } = buckets.get(route) ?? { tokens: limit.burst, at: now() };
    const filled = Math.min(limit.burst, tokens + ((now() - at) / 1000) * limit.rate);
    const passes = filled >= 1;
    buckets.set(route, { tokens: passes ? filled - 1 : filled, at: now() });
    return passes;
  };
};
