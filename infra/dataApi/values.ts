import { badRequest } from './problem.ts';

/** A parameter as the SDK sends it: one member of `value`, blobs in base64. */
export type WireParameter = {
  name?: string;
  typeHint?: string;
  value?: {
    isNull?: boolean;
    booleanValue?: boolean;
    longValue?: number;
    doubleValue?: number | string;
    stringValue?: string;
    blobValue?: string;
    arrayValue?: unknown;
  };
};

/** A value in PostgreSQL's text form (bytes as they are), and its type; no type when PostgreSQL may infer it. */
export type BoundValue = { type: string; value: string | Buffer | null };

const DATE = '\\d{4}-\\d\\d-\\d\\d';
const TIME = '\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?';

const HINTS: Record<string, { type: string; form?: RegExp }> = {
  UUID: { type: 'uuid' },
  JSON: { type: 'json' },
  DECIMAL: { type: 'numeric' },
  DATE: { type: 'date', form: new RegExp(`^${DATE}$`) },
  TIME: { type: 'time', form: new RegExp(`^${TIME}$`) },
  // No zone and no T: PostgreSQL would take them and drop the zone silently, AWS refuses them.
  TIMESTAMP: { type: 'timestamp', form: new RegExp(`^${DATE} ${TIME}$`) },
};

const hinted = (name: string, hint: string, value: string | null): BoundValue => {
  const known = HINTS[hint];
  if (!known) throw badRequest(`Parameter "${name}" has the unknown type hint ${hint}`);
  if (value !== null && known.form && !known.form.test(value))
    throw badRequest(`Parameter "${name}" is not a ${hint}: ${value}`);
  return { type: known.type, value };
};

const bind = (name: string, { value = {}, typeHint }: WireParameter): BoundValue => {
  if (value.isNull) return typeHint ? hinted(name, typeHint, null) : { type: '', value: null };
  if (value.stringValue !== undefined)
    return typeHint ? hinted(name, typeHint, value.stringValue) : { type: 'text', value: value.stringValue };
  if (value.longValue !== undefined) return { type: 'bigint', value: `${value.longValue}` };
  if (value.booleanValue !== undefined) return { type: 'boolean', value: `${value.booleanValue}` };
  if (value.doubleValue !== undefined) return { type: 'float8', value: `${value.doubleValue}` };
  if (value.blobValue !== undefined) return { type: 'bytea', value: Buffer.from(value.blobValue, 'base64') };
  if (value.arrayValue !== undefined) throw badRequest('Array parameters are not supported');
  throw badRequest(`Parameter "${name}" has no value`);
};

/** The values of a statement's parameters by name; throws BadRequestException for one that AWS would refuse. */
export const bindAll = (parameters: WireParameter[]): Map<string, BoundValue> => {
  const bound = new Map<string, BoundValue>();
  for (const parameter of parameters) {
    if (!parameter.name) throw badRequest('Parameters are named');
    bound.set(parameter.name, bind(parameter.name, parameter));
  }
  return bound;
};
