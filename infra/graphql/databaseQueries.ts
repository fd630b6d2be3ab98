import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import {
  concatAST,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  printSchema,
  Source,
  validate,
} from 'graphql';
import { globSync, readFileSync } from 'node:fs';
import { typesLikeContracts } from './databaseSchema.ts';
import { fileOf } from './generated.ts';

const FILES = ['src/**/*.ts', 'infra/**/*.{ts,js}', '__tests__/**/*.{ts,js}'];

// A document is a constant in backticks that begins with its kind; the types know no other, so none can hide.
const DOCUMENT = /(?<=`)(?:query|mutation)\s*\w*\s*[({][^`]*(?=`)/g;

interface Query {
  text: string;
  document: DocumentNode;
}

const parsed = (source: Source): DocumentNode => {
  const document = parse(source);
  const [operation] = document.definitions;
  if (document.definitions.length > 1 || operation?.kind !== Kind.OPERATION_DEFINITION || !operation.name)
    throw new GraphQLError('Write one query or mutation with a name, as in "query FindOrder { … }".', {
      nodes: operation,
    });
  return document;
};

const queriesIn = (file: string): Query[] => {
  const code = readFileSync(file, 'utf8');
  return [...code.matchAll(DOCUMENT)].map(({ 0: text, index }) => {
    const before = code.slice(0, index).split('\n');
    const place = { line: before.length, column: before.at(-1)!.length + 1 };
    return { text, document: parsed(new Source(text, file, place)) };
  });
};

const nameOf = ({ document }: Query): string => {
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const kind = operation.operation === 'query' ? 'Query' : 'Mutation';
  return `${operation.name?.value}${kind}`;
};

const entryOf = (query: Query): string =>
  `${JSON.stringify(query.text)}: { answer: ${nameOf(query)}; variables: ${nameOf(query)}Variables };`;

/**
 * The TypeScript types of every query to the private database service that stands in the code: its answer and its variables.
 * Rejects with what is wrong with a query and where it stands.
 */
export const queryTypes = async (schema: GraphQLSchema): Promise<string> => {
  const queries = globSync(FILES).sort().flatMap(queriesIn);
  const documents = queries.map(({ document }) => document);
  const errors = validate(schema, concatAST(documents));
  if (errors.length > 0) throw new GraphQLError(errors.join('\n\n'));
  const text = await codegen({
    filename: 'databaseQueries.ts',
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: documents.map((document) => ({ document })),
    config: {
      ...typesLikeContracts('../contracts'),
      namingConvention: 'keep',
      immutableTypes: true,
      arrayInputCoercion: false,
    },
    plugins: [{ operations: {} }],
    pluginMap: { operations },
  });
  return fileOf(`${text}
/** Each query, by its text. */
export interface DatabaseQueries {
${queries.map(entryOf).join('\n')}
}
`);
};
