import fc from 'fast-check';
import * as z from 'zod/mini';

/** What values a field of that name has, where its schema does not say enough. */
export type Known = Record<string, fc.Arbitrary<unknown>>;

/** What of JSON Schema the contracts use. */
interface Schema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
}

const MOST_ITEMS = 4;
const LONGEST = 40;

const text = ({ minLength = 0, maxLength = LONGEST, pattern }: Schema) =>
  pattern === undefined
    ? fc.string({ minLength, maxLength: Math.min(maxLength, LONGEST) })
    : fc.stringMatching(new RegExp(pattern, 'u'));

const object = ({ properties = {}, required = [] }: Schema, known: Known): fc.Arbitrary<unknown> => {
  const optional = new Set(Object.keys(properties).filter((field) => !required.includes(field)));
  return fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([field, schema]) => [field, known[field] ?? fromSchema(schema, known)]),
    ),
    { requiredKeys: Object.keys(properties).filter((field) => !optional.has(field)), noNullPrototype: true },
  );
};

const fromSchema = (schema: Schema, known: Known): fc.Arbitrary<unknown> => {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => fromSchema(each, known)));
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'string') return text(schema);
  if (schema.type === 'integer' || schema.type === 'number')
    return fc.maxSafeInteger().map((number) => {
      const [min, max] = [schema.minimum ?? 0, schema.maximum ?? 2 ** 31 - 1];
      return min + (Math.abs(number) % (max - min + 1));
    });
  if (schema.type === 'array')
    return fc.array(fromSchema(schema.items ?? {}, known), {
      minLength: schema.minItems ?? 0,
      maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS)),
    });
  if (schema.type === 'object') return object(schema, known);
  throw new Error(`No values are known for ${JSON.stringify(schema)}`);
};

/** Values that a contract allows by its shape; `known` gives those of fields of a name. */
export const fromContract = (contract: z.ZodMiniType, known: Known): fc.Arbitrary<unknown> =>
  fromSchema(z.toJSONSchema(contract, { io: 'input', unrepresentable: 'any' }) as Schema, known);
