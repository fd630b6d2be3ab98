import type fc from 'fast-check';
import { buildSchema } from 'graphql';
import { composed } from '../../infra/graphql/publicGraph.ts';
import { almost } from '../inputs/almost.ts';
import { strangeDocuments } from '../inputs/documents.ts';
import { type Operation, operationsOf } from '../inputs/fromGraphql.ts';
import { type Handler, withWorld } from '../inputs/hold.ts';
import { requestsWith } from '../inputs/hostile.ts';
import { isRefusedByGraphql, wrongInGraphql } from '../inputs/judgeGraphql.ts';
import { known } from '../inputs/known.ts';
import { graphOrders } from '../inputs/orders.ts';

const hold = withWorld();

const ask = async (name: string, right: fc.Arbitrary<unknown>, wrong: fc.Arbitrary<unknown>) => {
  const { handler } = (await import('../../src/graph/graph.ts')) as unknown as { handler: Handler };
  await hold(name, {
    handler,
    method: 'post',
    inputs: requestsWith(right, wrong),
    wrong: wrongInGraphql,
    isRefused: isRefusedByGraphql,
  });
};

// A schema does not say what an order costs.
const variablesOf = ({ name, variables }: Operation): fc.Arbitrary<unknown> =>
  name === 'placeOrder' ? graphOrders.map((input) => ({ input })) : variables;

describe('Every operation of the public graph', () => {
  const operations = operationsOf(buildSchema(composed().api), known());

  test.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s: never a failure, nothing done after a refusal, nobody named in the log',
    async (name, operation) => {
      const asked = (variables: unknown) => ({ query: operation.document, variables });
      const right = variablesOf(operation);
      await ask(name, right.map(asked), almost(right).map(asked));
    },
  );

  test('fragments in circles, aliases by the hundred, endless depth and what is no document are refused', async () => {
    const strange = strangeDocuments('order');
    await ask('documents', strange, almost(strange));
  });
});
