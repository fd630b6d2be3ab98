import type { APIGatewayProxyResult } from 'aws-lambda';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import type * as z from 'zod/mini';
import { Refusal } from '../../src/contracts/responses.ts';
import { typeDefs } from '../../src/database/resolvers.ts';
import { doors } from '../inputs/doors.ts';
import { almost } from '../inputs/almost.ts';
import { operationsOf } from '../inputs/fromGraphql.ts';
import { givenOrders } from '../inputs/givenOrders.ts';
import { type Input, requestsWith } from '../inputs/hostile.ts';
import { indiscreet, leftBehind, wrongIn } from '../inputs/judge.ts';
import { known } from '../inputs/known.ts';
import { aWorld, type Down, type World } from '../inputs/world.ts';
import { anInvocation } from '../given.ts';

const COUNT = Number(process.env['INPUTS_COUNT'] ?? 1000);
const SEED = Number(process.env['INPUTS_SEED'] ?? Date.now() % 2 ** 31);

let world: World;
let lines: string[] = [];

beforeAll(async () => {
  world = await aWorld();
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  process.stderr.write(`inputs: ${COUNT} an operation, seed ${SEED}\n`);
});

afterAll(() => world.stop());

type Handler = (event: never, context: never) => Promise<APIGatewayProxyResult>;

const eventOf = (method: string, { body, headers, query, path }: Input) =>
  ({
    httpMethod: method.toUpperCase(),
    path: '/',
    headers,
    multiValueHeaders: {},
    queryStringParameters: Object.keys(query).length > 0 ? query : null,
    pathParameters: path === '' ? null : { orderId: path },
    isBase64Encoded: false,
    requestContext: {},
    body,
  }) as never;

const downs = fc.oneof(
  { weight: 24, arbitrary: fc.constant<Down>('nobody') },
  { weight: 1, arbitrary: fc.constantFrom<Down>('bus', 'bank', 'database') },
);

interface Asked {
  handler: Handler;
  method: string;
  inputs: fc.Arbitrary<Input>;
  wrong: (answer: APIGatewayProxyResult, down: Down) => string[];
  isRefused: (answer: APIGatewayProxyResult) => boolean;
}

/** Sends so many inputs and holds each answer, and what was left behind, against what must always be true. */
const hold = async (name: string, { handler, method, inputs, wrong, isRefused }: Asked) => {
  const tally = { accepted: 0, refused: 0, failed: 0 };
  await givenOrders(world);
  await world.left();
  const property = fc.asyncProperty(inputs, downs, async (input, down) => {
    lines = [];
    world.goesDown(down);
    const answer = await handler(eventOf(method, input), anInvocation());
    world.goesDown('nobody');
    const left = await world.left();
    const refused = isRefused(answer);
    tally[answer.statusCode >= 500 ? 'failed' : refused ? 'refused' : 'accepted'] += 1;
    const complaints = [...wrong(answer, down), ...(refused ? leftBehind(left) : []), ...indiscreet(lines)];
    if (complaints.length > 0)
      throw new Error(
        [...complaints, answer.body.slice(0, 600), ...lines.map((line) => line.slice(0, 1500))].join('\n'),
      );
  });
  await fc.assert(property, { numRuns: COUNT, seed: SEED });
  process.stderr.write(`${name}: ${JSON.stringify(tally)}\n`);
  return tally;
};

const routes = () =>
  readdirSync('src')
    .flatMap((service) => {
      try {
        return [readFileSync(`src/${service}/functions.yml`, 'utf8')];
      } catch {
        return [];
      }
    })
    .flatMap((text) => text.split('\n').filter((line) => line.includes('http:')))
    .map((line) => {
      const [, method, path] = /method: (\w+), path: '?([^,' ]+)/.exec(line) ?? [];
      return `${method} ${path}`;
    });

describe('Every door of the shop', () => {
  test('has generators of good and bad input', () => {
    expect([...Object.keys(doors), 'post /database'].sort()).toEqual(routes().sort());
  });

  test.each(Object.entries(doors))(
    '%s: never a 5xx, nothing done after a refusal, nobody named in the log, answers as documented',
    async (name, { file, inputs, answers }) => {
      const { handler } = (await import(`../../src/${file}.ts`)) as { handler: Handler };
      const tally = await hold(name, {
        handler,
        method: name.split(' ')[0]!,
        inputs,
        wrong: (answer, down) => wrongIn(answer, answers as z.ZodMiniType, down),
        isRefused: ({ statusCode }) => statusCode >= 400 && statusCode < 500,
      });
      expect(tally.accepted).toBeGreaterThan(0);
      expect(tally.refused).toBeGreaterThan(0);
    },
  );
});

interface GraphqlAnswer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string } }[];
}

const said = ({ body }: APIGatewayProxyResult): GraphqlAnswer => {
  try {
    return JSON.parse(body) as GraphqlAnswer;
  } catch {
    return {};
  }
};

const OUR_FAULTS = ['INTERNAL', 'INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE'];

const wrongInGraphql = (answer: APIGatewayProxyResult, down: Down): string[] => {
  if (answer.headers?.['Content-Type'] === 'application/problem+json') return wrongIn(answer, Refusal, down);
  const { data, errors } = said(answer);
  const codes = (errors ?? []).map(({ extensions }) => extensions?.code ?? 'none');
  return [
    ...(answer.statusCode >= 500 ? [`it failed with ${answer.statusCode}`] : []),
    ...(data === undefined && errors === undefined ? ['it is no GraphQL answer'] : []),
    ...(down === 'nobody' && codes.some((code) => OUR_FAULTS.includes(code))
      ? [`it failed with ${codes}`]
      : []),
    ...(codes.includes('none') ? ['an error without a code'] : []),
  ];
};

describe('Every operation of the private graph', () => {
  const operations = operationsOf(buildSchema(typeDefs.join('\n')), known());

  test.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s: never a failure, nothing done after a refusal, nobody named in the log',
    async (name, { document, variables }) => {
      const { handler } = (await import('../../src/database/database.ts')) as unknown as { handler: Handler };
      const asked = (of: fc.Arbitrary<unknown>) => of.map((given) => ({ query: document, variables: given }));
      const tally = await hold(name, {
        handler,
        method: 'post',
        inputs: requestsWith(asked(variables), asked(almost(variables))),
        wrong: wrongInGraphql,
        isRefused: (answer) => answer.statusCode >= 400 || said(answer).errors !== undefined,
      });
      expect(tally.accepted).toBeGreaterThan(0);
      expect(tally.refused).toBeGreaterThan(0);
    },
  );
});
