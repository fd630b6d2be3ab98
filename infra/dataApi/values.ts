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

const bind = (name: string, { value = {}, typeHint }: WireParameter): BoundValue => {
  if (typeHint !== undefined) throw badRequest('Type hints are not supported: write a cast');
  if (value.isNull) return { type: '', value: null };
  if (value.stringValue !== undefined) return { type: 'text', value: value.stringValue };
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
