/** How many requests a second the gateway lets through to each route that this fits, and how many at once after a pause. */
export interface GatewayLimit {
  method: string;
  path: string;
  rate: number;
  burst: number;
}

/** The stage's limits, the same on AWS and, where it is asked for, in the local cloud; the last that fits a route holds. */
export const gatewayLimits: readonly GatewayLimit[] = [
  { method: '*', path: '/*', rate: 200, burst: 400 },
  { method: 'POST', path: '/createOrder', rate: 50, burst: 100 },
  { method: 'POST', path: '/graphql', rate: 100, burst: 200 },
];

/** That share of the stage's limits, for a machine that can do less than AWS; none for 0. */
export const shareOfLimits = (share: number): readonly GatewayLimit[] =>
  share > 0
    ? gatewayLimits.map((limit) => ({ ...limit, rate: limit.rate * share, burst: limit.burst * share }))
    : [];

/** How many seconds whoever was turned away is to wait. */
export const RETRY_AFTER = '2';
