import {
  buildASTSchema,
  concatAST,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  visit,
} from 'graphql';
import { enumsNamedIn, enumTypes } from './contractEnums.ts';

/** What answers a subgraph's fields, by type and field; `__resolveReference` finds an entity by its key. */
export type SubgraphResolvers = Record<string, Record<string, unknown>>;

type Reference = { __typename: string } & Record<string, unknown>;
type FindEntity = (reference: Reference) => Promise<object | null>;

const REFERENCE = '__resolveReference';

const isKey = ({ directives = [] }: { directives?: readonly { name: { value: string } }[] }): boolean =>
  directives.some(({ name }) => name.value === 'key');

/** The types that other subgraphs may refer to: those with a `@key`. */
export const entitiesIn = (text: string): string[] =>
  parse(text).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && isKey(definition) ? [definition.name.value] : [],
  );

/**
 * The text of a subgraph's schema with the contracts' enums. Its keys are left out: graphql-js does not know federation's
 * directives, and at run time nobody needs them.
 */
export const ownDocument = (text: string): DocumentNode =>
  visit(parse(`${enumTypes(enumsNamedIn(text))}\n${text}`, { noLocation: true }), {
    Directive: ({ name }) => (name.value === 'key' ? null : undefined),
  });

const entityPart = (entities: readonly string[]): string => `
  scalar _Any
  union _Entity = ${entities.join(' | ')}
  extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`;

const attach = (schema: GraphQLSchema, resolvers: SubgraphResolvers): void => {
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    for (const [field, resolve] of Object.entries(fields)) {
      if (field === REFERENCE) continue;
      const known = isObjectType(type) ? type.getFields()[field] : undefined;
      if (!known) throw new Error(`the schema has no ${name}.${field}`);
      known.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
    }
  }
};

const findEntities =
  (resolvers: SubgraphResolvers) =>
  (_: unknown, { representations }: { representations: Reference[] }) =>
    representations.map(async (reference) => {
      const find = resolvers[reference.__typename]?.[REFERENCE] as FindEntity;
      const found = await find(reference);
      return found && { ...found, __typename: reference.__typename };
    });

/**
 * The schema by which a subgraph answers: its text with the contracts' enums, and Apollo Federation's `_entities`. That
 * is all that our gateway asks of a subgraph. Throws for a resolver of an unknown field.
 */
export const subgraphSchema = (text: string, resolvers: SubgraphResolvers): GraphQLSchema => {
  const entities = parse(entityPart(entitiesIn(text)), { noLocation: true });
  const schema = buildASTSchema(concatAST([ownDocument(text), entities]));
  attach(schema, { ...resolvers, Query: { ...resolvers['Query'], _entities: findEntities(resolvers) } });
  const union = schema.getType('_Entity');
  if (isUnionType(union)) union.resolveType = ({ __typename }: Reference) => __typename;
  return schema;
};
