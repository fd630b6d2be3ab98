import fc from 'fast-check';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { badNumber } from './values.ts';
import type { Known } from './fromContract.ts';

/** One field of Query or Mutation, as a document that asks for all that it gives, and its variables. */
export interface Operation {
  name: string;
  kind: 'query' | 'mutation';
  document: string;
  variables: fc.Arbitrary<unknown>;
}

const MOST_ITEMS = 3;

const scalars: Record<string, fc.Arbitrary<unknown>> = {
  String: fc.string({ maxLength: 20 }),
  ID: fc.uuid(),
  Int: fc.integer({ min: 1, max: 1000 }),
  Float: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 10_000_000 }) },
    { weight: 1, arbitrary: badNumber },
  ),
  Boolean: fc.boolean(),
};

const valuesOf = (type: GraphQLInputType, name: string, known: Known): fc.Arbitrary<unknown> => {
  if (isNonNullType(type)) return present(type.ofType, name, known);
  return fc.oneof(
    { weight: 5, arbitrary: present(type, name, known) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
};

const present = (type: GraphQLInputType, name: string, known: Known): fc.Arbitrary<unknown> => {
  if (isListType(type))
    return fc.array(valuesOf(type.ofType, name, known), { minLength: 1, maxLength: MOST_ITEMS });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map((value) => value.name));
  if (isInputObjectType(type))
    return fc.record(
      Object.fromEntries(
        Object.values(type.getFields()).map((field) => [field.name, valuesOf(field.type, field.name, known)]),
      ),
      {
        requiredKeys: Object.values(type.getFields())
          .filter(({ type: each }) => isNonNullType(each))
          .map((field) => field.name),
        noNullPrototype: true,
      },
    );
  const scalar = known[name] ?? scalars[getNamedType(type).name];
  if (scalar === undefined) throw new Error(`No values are known for ${String(type)} ${name}`);
  return scalar;
};

const selected = (type: GraphQLOutputType): string => {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  return ` { ${Object.values(named.getFields())
    .map((field) => `${field.name}${selected(field.type)}`)
    .join(' ')} }`;
};

const operationOf = (
  kind: Operation['kind'],
  field: GraphQLField<unknown, unknown>,
  known: Known,
): Operation => {
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const given = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const head = declared === '' ? '' : `(${declared})`;
  const call = given === '' ? field.name : `${field.name}(${given})`;
  return {
    name: field.name,
    kind,
    document: `${kind} ${head} { ${call}${selected(field.type)} }`,
    variables: fc.record(
      Object.fromEntries(field.args.map((arg) => [arg.name, valuesOf(arg.type, arg.name, known)])),
      { noNullPrototype: true },
    ),
  };
};

/** Each operation of a schema. */
export const operationsOf = (schema: GraphQLSchema, known: Known): Operation[] =>
  (['query', 'mutation'] as const).flatMap((kind) => {
    const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    return Object.values(type?.getFields() ?? {}).map((field) => operationOf(kind, field, known));
  });
