import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import {
  type ASTNode,
  buildASTSchema,
  concatAST,
  GraphQLError,
  type GraphQLSchema,
  isObjectType,
  parse,
  printSchema,
  Source,
} from 'graphql';
import { globSync, readFileSync } from 'node:fs';
import { contractEnums, contractTypes } from '../../src/platform/contractEnums.ts';
import { fileOf } from './generated.ts';

const FILES = ['src/database/schema.graphql', 'src/*/store/schema.graphql'];

const FROM_CONTRACTS = 'src/platform/contractEnums.ts';

/** The private schema, put together from the contracts' enums and the part of each service. */
export const databaseSchema = (): GraphQLSchema => {
  const files = globSync(FILES).sort();
  const parts = files.map((file) => parse(new Source(readFileSync(file, 'utf8'), file)));
  try {
    return buildASTSchema(concatAST([parse(new Source(contractTypes, FROM_CONTRACTS)), ...parts]));
  } catch (error) {
    const places = [FROM_CONTRACTS, ...files].join(', ');
    throw new GraphQLError(`${(error as Error).message}\n\nThe private schema comes from ${places}`);
  }
};

/** What all generated types have in common: enums are lists of words, and the contracts' enums are the contracts' own, whose folder is given. */
export const typesLikeContracts = (contracts: string, enums = contractEnums) => ({
  useTypeImports: true,
  enumsAsTypes: true,
  enumType: 'string-literal',
  enumValues: Object.fromEntries(
    Object.entries(enums).map(([name, { file }]) => [name, `${contracts}/${file}#${name}`]),
  ),
  skipTypename: true,
  strictScalars: true,
  scalars: { ID: 'string' },
});

const isOfAStore = ({ loc }: ASTNode): boolean => loc?.source.name !== FROM_CONTRACTS;

// A field that "extend type" adds to an object has a resolver of its own, so that what its parent's resolver gives lacks it.
const addedFields = (schema: GraphQLSchema): [type: string, fields: string][] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(
      ({ name, extensionASTNodes }) =>
        !['Query', 'Mutation'].includes(name) && extensionASTNodes.some(isOfAStore),
    )
    .map(({ name, extensionASTNodes }) => {
      const fields = extensionASTNodes.filter(isOfAStore).flatMap((extension) => extension.fields ?? []);
      return [name, fields.map((field) => `'${field.name.value}'`).join(' | ')];
    });

const neededResolvers = (schema: GraphQLSchema): string => `
/** The resolvers that must be there: of each query and mutation, and of each field that an extension adds. */
export type NeededResolvers = {
  Query: Required<QueryResolvers>;
  Mutation: Required<MutationResolvers>;
  ${addedFields(schema)
    .map(([type, fields]) => `${type}: Required<Pick<${type}Resolvers, ${fields}>>;`)
    .join('\n  ')}
};
`;

/** The TypeScript types of the private schema: its inputs, its objects, and the resolvers that it needs. */
export const schemaTypes = async (schema: GraphQLSchema): Promise<string> => {
  const config = {
    ...typesLikeContracts('../contracts'),
    avoidOptionals: { field: true, defaultValue: true },
    rootValueType: 'unknown',
    contextType: 'unknown',
    makeResolverTypeCallable: true,
    mappers: Object.fromEntries(
      addedFields(schema).map(([type, fields]) => [type, `Omit<${type}, ${fields}>`]),
    ),
  };
  const text = await codegen({
    filename: 'databaseSchema.ts',
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: [],
    config,
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
  });
  return fileOf(text + neededResolvers(schema));
};
