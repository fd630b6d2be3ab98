import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** What one client met: when it wanted to order (ms since the beginning), how long it waited, and what it was told. */
export interface Met {
  at: number;
  ms: number;
  status: number;
  retryAfter: boolean;
  orderId: string | undefined;
}

// Each customer comes over a connection of his own: none waits for another, or meets one that is just being closed.
const agent = new Agent({ keepAlive: false, maxSockets: Infinity });

/** An order of the nth customer. */
export const orderOf = (n: number) => ({
  name: `Customer ${n}`,
  email: `customer-${n}@example.com`,
  phone: '+1 212 555 0100',
  street: '1 Garden Row',
  city: 'New York',
  customerType: 'B2C',
  market: n % 2 ? 'US' : 'MX',
  products: 'BB001,BL001',
  totalPrice: 30_000,
});

/** Orders once; gives the status (0 where the connection broke), and the order's id where it was accepted. */
export const orderOnce = (
  api: string,
  n: number,
  headers: Record<string, string> = {},
): Promise<Omit<Met, 'at' | 'ms'>> =>
  new Promise((resolve) => {
    const text = JSON.stringify(orderOf(n));
    const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const sent = request(
      `${api}/createOrder`,
      { agent, method: 'POST', headers: { ...length, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode: status = 0 } = response;
          const retryAfter = response.headers['retry-after'] !== undefined;
          const said =
            status === 202
              ? (JSON.parse(Buffer.concat(chunks).toString()) as { orderId: string })
              : undefined;
          resolve({ status, retryAfter, orderId: said?.orderId });
        });
      },
    );
    sent.on('error', () => resolve({ status: 0, retryAfter: false, orderId: undefined })).end(text);
  });

/**
 * Customers who come at `rate` a second for so many seconds, whether those before them were served or not. A time begins
 * when the customer wanted to order, so that a slow shop can't hide behind customers who are late themselves.
 */
export const arrive = async (
  { rate, seconds }: { rate: number; seconds: number },
  order: (n: number) => Promise<Omit<Met, 'at' | 'ms'>>,
  since: number,
): Promise<Met[]> => {
  const began = performance.now();
  const all: Promise<Met>[] = [];
  for (let n = 0; n < rate * seconds; n++) {
    const due = began + (n * 1000) / rate;
    const early = due - performance.now();
    if (early > 1) await setTimeout(early);
    all.push(order(n).then((met) => ({ ...met, at: due - since, ms: performance.now() - due })));
  }
  return Promise.all(all);
};

/** The value below which that share of the numbers lies. */
export const percentile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(numbers.length * share) - 1)] ?? NaN;
