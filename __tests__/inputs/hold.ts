import type { APIGatewayProxyResult } from 'aws-lambda';
import fc from 'fast-check';
import { anInvocation } from '../given.ts';
import type { Door } from './door.ts';
import { givenOrders } from './givenOrders.ts';
import type { Input } from './hostile.ts';
import { indiscreet, leftBehind } from './judge.ts';
import { aWorld, type Down, type World } from './world.ts';

const COUNT = Number(process.env['INPUTS_COUNT'] ?? 1000);
// The same in each run of the tests; `npm run inputs` looks further.
const SEED = Number(process.env['INPUTS_SEED'] ?? 4);

/** A function that serves the gateway. */
export type Handler = (event: never, context: never) => Promise<APIGatewayProxyResult>;

/** An operation: its handler, what it is sent, and what is wrong with an answer or makes it a refusal. */
export interface Asked {
  handler: Handler;
  method: string;
  inputs: fc.Arbitrary<Input>;
  wrong: (answer: APIGatewayProxyResult, down: Down) => string[];
  isRefused: (answer: APIGatewayProxyResult) => boolean;
  always?: Door['always'];
}

const variableIn = (route: string) => /\{(\w+)\}/.exec(route)?.[1] ?? 'none';

const eventOf = (route: string, method: string, { body, headers, query, path }: Input) =>
  ({
    httpMethod: method.toUpperCase(),
    path: '/',
    headers,
    multiValueHeaders: {},
    queryStringParameters: Object.keys(query).length > 0 ? query : null,
    pathParameters: path === '' ? null : { [variableIn(route)]: path },
    isBase64Encoded: false,
    requestContext: {},
    body,
  }) as never;

const downs = fc.oneof(
  { weight: 24, arbitrary: fc.constant<Down>('nobody') },
  { weight: 1, arbitrary: fc.constantFrom<Down>('bus', 'bank', 'database') },
);

/**
 * Gives the tests of a file a world, and what sends an operation so many inputs and holds each answer, and what was
 * left behind, against what must always be true. Some must be accepted and some refused, where there is either, or nothing
 * was tested.
 */
export const withWorld = () => {
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
  afterAll(() => world?.stop());

  return async (
    name: string,
    { handler, method, inputs, wrong, isRefused, always }: Asked,
  ): Promise<void> => {
    const tally = { accepted: 0, refused: 0, failed: 0 };
    await givenOrders(world);
    await world.left();
    const property = fc.asyncProperty(inputs, downs, async (input, down) => {
      lines = [];
      world.goesDown(down);
      const answer = await handler(eventOf(name, method, input), anInvocation());
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
    expect({ accepts: tally.accepted > 0, refuses: tally.refused > 0 }).toEqual({
      accepts: always !== 'refuses',
      refuses: always !== 'accepts',
    });
  };
};
