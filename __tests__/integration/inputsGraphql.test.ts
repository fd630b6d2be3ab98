import type fc from 'fast-check';
import { buildSchema } from 'graphql';
import { typeDefs } from '../../src/database/resolvers.ts';
import { almost } from '../inputs/almost.ts';
import { strangeDocuments } from '../inputs/documents.ts';
import { operationsOf } from '../inputs/fromGraphql.ts';
import { type Handler, withWorld } from '../inputs/hold.ts';
import { requestsWith } from '../inputs/hostile.ts';
import { isRefusedByGraphql, wrongInGraphql } from '../inputs/judgeGraphql.ts';
import { known } from '../inputs/known.ts';

const hold = withWorld();

const handlerOf = async () =>
  ((await import('../../src/database/database.ts')) as unknown as { handler: Handler }).handler;

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
        isRefused: isRefusedByGraphql,
      });
    },
  );

  test('fragments in circles, aliases by the hundred, endless depth and what is no document are refused', async () => {
    const strange = strangeDocuments('getOrder');
    const inputs = requestsWith(strange, almost(strange));
    await hold('documents', {
      handler: await handlerOf(),
      method: 'post',
      inputs,
      wrong: wrongInGraphql,
      isRefused: isRefusedByGraphql,
    });
  });
});
