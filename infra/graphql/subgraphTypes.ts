import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { buildASTSchema, parse, printSchema } from 'graphql';
import { enumsNamedIn } from '../../src/platform/contractEnums.ts';
import { entitiesIn, ownDocument } from '../../src/platform/subgraphSchema.ts';
import type { Subgraph } from '../subgraphs.ts';
import { typesLikeContracts } from './databaseSchema.ts';
import { fileOf } from './generated.ts';

const neededResolvers = (roots: readonly string[], entities: readonly string[]): string => `
/** The resolvers that must be there: of each query and mutation, and what finds an entity by its key. */
export type NeededResolvers = {
${roots.map((root) => `  ${root}: Required<${root}Resolvers>;`).join('\n')}
${entities.map((entity) => `  ${entity}: { __resolveReference(reference: Pick<${entity}, 'id'>): Promise<${entity} | null> };`).join('\n')}
};
`;

/** The TypeScript types of a subgraph, for the file beside its schema. */
export const subgraphTypes = async ({ name, text }: Subgraph): Promise<string> => {
  const schema = buildASTSchema(ownDocument(text));
  const roots = ['Query', 'Mutation'].filter((root) => new RegExp(`^type ${root} `, 'm').test(text));
  const types = await codegen({
    filename: `${name}.ts`,
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: [],
    config: {
      ...typesLikeContracts('../../contracts', enumsNamedIn(text)),
      avoidOptionals: { field: true, defaultValue: true },
      rootValueType: 'unknown',
      contextType: 'unknown',
      makeResolverTypeCallable: true,
    },
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
  });
  return fileOf(types + neededResolvers(roots, entitiesIn(text)));
};
