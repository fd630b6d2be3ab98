import fc from 'fast-check';
import { request } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { doors } from '../inputs/doors.ts';
import type { Input } from '../inputs/hostile.ts';
import { indiscreet } from '../inputs/judge.ts';
import { manyTries } from '../load/sameKeys.ts';
import { aPlace, type RunningShop, startShop } from '../runningShop.ts';

const EACH = 25;
const AT_ONCE = 4;
const SEED = Number(process.env['INPUTS_SEED'] ?? 4);

let place: Awaited<ReturnType<typeof aPlace>>;
let shop: RunningShop;
beforeAll(async () => {
  place = await aPlace();
  shop = await startShop(place);
  process.stderr.write(`inputs over HTTP: ${EACH} a route, seed ${SEED}\n`);
});
afterAll(async () => {
  await shop?.stop();
  place.remove();
});

interface Answer {
  door: string;
  input: Input;
  status: number;
  type: string | undefined;
  retryAfter: string | undefined;
  body: string;
}

const addressOf = (path: string, { query, path: part }: Input): string => {
  const search = new URLSearchParams(query).toString();
  const filled = path.replace(/\{\w+\}/, () => encodeURIComponent(part.toWellFormed()));
  return `${shop.api}${filled}${search === '' ? '' : `?${search}`}`;
};

const send = (door: string, input: Input): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const [method = '', path = ''] = door.split(' ');
    const sent = request(
      addressOf(path, input),
      { method: method.toUpperCase(), agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            door,
            input,
            status: response.statusCode ?? 0,
            type: response.headers['content-type'],
            retryAfter: response.headers['retry-after'],
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('error', reject);
    for (const [name, value] of Object.entries(input.headers))
      try {
        sent.setHeader(name, value);
      } catch {
        // Node sends no header with a line break in it.
      }
    sent.end(input.body ?? undefined);
  });

const sendAll = async (all: [door: string, input: Input][]): Promise<Answer[]> => {
  const answers: Answer[] = [];
  const queue = [...all];
  const client = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) answers.push(await send(...next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return answers;
};

const parsed = (body: string): Record<string, unknown> => {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
};

// Who settles an order that another worker has just in hand, is to come again.
const isBusy = ({ door, status, retryAfter }: Answer): boolean =>
  door === 'post /payment' && status === 503 && retryAfter !== undefined;

const isFile = ({ door, status, type }: Answer): boolean =>
  doors[door]?.answers === 'a file' && [200, 404].includes(status) && type?.startsWith('text/') === true;

const isKind = (answer: Answer): boolean => {
  const { status, type, body } = answer;
  if (isFile(answer)) return true;
  if (status < 400) return type?.startsWith('application/json') === true;
  const { code, detail, status: said, correlationId } = parsed(body);
  return (
    (status < 500 || isBusy(answer)) &&
    type === 'application/problem+json' &&
    [code, detail, correlationId].every((each) => typeof each === 'string') &&
    said === status
  );
};

/** The order that an accepted request may have stored. */
const orderIn = ({ status, door, input, body }: Answer): unknown[] => {
  if (status >= 400) return [];
  if (door !== 'post /placeOrder') return [parsed(body)['orderId']];
  return [(parsed(input.body ?? '')['detail'] as { orderId: string }).orderId.toLowerCase()];
};

describe('The running shop', () => {
  test('refuses bad input at every door politely, stores nothing of it, and names nobody in its log', async () => {
    const all = Object.entries(doors).flatMap(([door, { inputs }]) =>
      fc.sample(inputs, { numRuns: EACH, seed: SEED }).map((input): [string, Input] => [door, input]),
    );
    const answers = await sendAll(all);
    expect(answers.filter((answer) => !isKind(answer))).toEqual([]);
    expect(answers.some(({ status }) => status < 400)).toBe(true);
    const accepted = answers.flatMap(orderIn);
    expect(await shop.rows('select id from orders where id <> all($1)', [accepted])).toEqual([]);
    for (const file of ['shop.log', 'serverless.log'])
      expect(indiscreet(readFileSync(join(place.directory, file), 'utf8').split('\n'))).toEqual([]);
  });

  test('makes one order, one authorisation and one capture of twenty tries at once under one key', async () => {
    const { answers, ...counts } = await manyTries(shop, 50, 20);
    expect(answers).toEqual({ 202: 1000 });
    expect(counts).toEqual({ ids: 50, orders: 50, authorisations: 50, captures: 50 });
  });
});
