import type { APIGatewayProxyResult } from 'aws-lambda';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { Refusal } from '../../src/contracts/responses.ts';
import { typeDefs } from '../../src/database/resolvers.ts';
import { almost } from '../inputs/almost.ts';
import { operationsOf } from '../inputs/fromGraphql.ts';
import { type Handler, withWorld } from '../inputs/hold.ts';
import { requestsWith } from '../inputs/hostile.ts';
import { wrongIn } from '../inputs/judge.ts';
import { known } from '../inputs/known.ts';
import type { Down } from '../inputs/world.ts';

const hold = withWorld();

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
  const ours = codes.filter((code) => OUR_FAULTS.includes(code));
  return [
    ...(answer.statusCode >= 500 ? [`it failed with ${answer.statusCode}`] : []),
    ...(data === undefined && errors === undefined ? ['it is no GraphQL answer'] : []),
    ...(down === 'nobody' && ours.length > 0 ? [`it failed with ${ours}`] : []),
    ...(codes.includes('none') ? ['an error without a code'] : []),
  ];
};

// Shapes that GraphQL allows and that are meant to be too much.
const documents = [
  'query { a: getOrder(id: "1") { ...F } } fragment F on Order { ...G } fragment G on Order { ...F }',
  ['query {', ...Array.from({ length: 200 }, (_, n) => `a${n}: __typename`), '}'].join(' '),
  ['query {', '__schema { types { fields { type '.repeat(3), '}'.repeat(20)].join(' '),
  ['query { getOrder(id: "1")', '{ lines '.repeat(400), '}'.repeat(401)].join(' '),
  ...[
    'query {',
    '{ nothing }',
    'subscription { getOrder }',
    'mutation { forgetEvents(days: "; drop table orders") }',
    '',
  ],
  ...[
    'query A { __typename } query B { __typename }',
    'query @skip(if: true) { __typename }',
    '# nothing',
    '{__typename}',
  ],
];

const EXTRA = fc.constantFrom<Record<string, unknown>>(
  ...[
    {},
    { operationName: 'B' },
    { operationName: '__proto__' },
    { extensions: { persistedQuery: { version: 1 } } },
  ],
  ...[
    { variables: [] },
    { variables: 'none' },
    { variables: { __proto__: null } },
    { query: null },
    { id: 1 },
  ],
);

const strange = fc
  .tuple(fc.constantFrom(...documents), EXTRA)
  .map(([query, more]): Record<string, unknown> => ({ query, ...more }));

const handlerOf = async () =>
  ((await import('../../src/database/database.ts')) as unknown as { handler: Handler }).handler;

const isRefused = (answer: APIGatewayProxyResult) =>
  answer.statusCode >= 400 || said(answer).errors !== undefined;

describe('Every operation of the private graph', () => {
  const operations = operationsOf(buildSchema(typeDefs.join('\n')), known());

  test.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s: never a failure, nothing done after a refusal, nobody named in the log',
    async (name, { document, variables }) => {
      const asked = (of: fc.Arbitrary<unknown>) => of.map((given) => ({ query: document, variables: given }));
      const inputs = requestsWith(asked(variables), asked(almost(variables)));
      await hold(name, {
        handler: await handlerOf(),
        method: 'post',
        inputs,
        wrong: wrongInGraphql,
        isRefused,
      });
    },
  );

  test('fragments in circles, aliases by the hundred, endless depth and what is no document are refused', async () => {
    const inputs = requestsWith(strange, almost(strange));
    await hold('documents', {
      handler: await handlerOf(),
      method: 'post',
      inputs,
      wrong: wrongInGraphql,
      isRefused,
    });
  });
});
