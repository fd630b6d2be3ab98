import { DataApiProblem } from './problem.ts';

/** A type of the database as its catalogue has it. */
export type DatabaseType = { name: string; isEnum: boolean };

/** How values of a type travel: the member of Field, and the JSON made from PostgreSQL's text. */
export type Encoding = { member: string; json: (text: string) => string };

const asString: Encoding = { member: 'stringValue', json: JSON.stringify };
// As PostgreSQL wrote it, for a JavaScript number would lose the digits beyond 2^53.
const asLong: Encoding = { member: 'longValue', json: (text) => text };
// JSON has no word for NaN and the infinities: the SDK reads them from strings.
const asDouble: Encoding = {
  member: 'doubleValue',
  json: (text) => (/\d/.test(text) ? text : JSON.stringify(text)),
};

const ENCODINGS = new Map<string, Encoding>([
  ['bool', { member: 'booleanValue', json: (text) => (text === 't' ? 'true' : 'false') }],
  ['float4', asDouble],
  ['float8', asDouble],
  [
    'bytea',
    { member: 'blobValue', json: (text) => `"${Buffer.from(text.slice(2), 'hex').toString('base64')}"` },
  ],
  // The session's zone is UTC, and AWS leaves it out.
  ['timestamptz', { member: 'stringValue', json: (text) => JSON.stringify(text.replace(/\+00$/, '')) }],
]);
for (const name of 'text varchar bpchar name json jsonb uuid date time timestamp inet cidr unknown'.split(
  ' ',
))
  ENCODINGS.set(name, asString);

const unsupported = (name: string): DataApiProblem =>
  new DataApiProblem('UnsupportedResultException', `The result contains the unsupported data type ${name}`);

/**
 * How values of a type travel in a result; throws UnsupportedResultException for a type that AWS refuses, and for
 * arrays, which AWS gives and none of our statements asks for.
 */
export const encodingOf = ({ name, isEnum }: DatabaseType): Encoding => {
  if (/^int[248]$|^oid$/.test(name)) return asLong;
  const encoding = isEnum || name === 'numeric' ? asString : ENCODINGS.get(name);
  if (encoding) return encoding;
  throw unsupported(name);
};

/** Runs a query that gives rows of texts. */
export type ReadRows = (sql: string) => Promise<(string | null)[][]>;

/**
 * The types of a database by their numbers: gives the types of a result's columns, and reads the catalogue
 * again, over the connection that made the result, when one of them is not known yet.
 */
export const typeCatalogue = () => {
  const types = new Map<number, DatabaseType>();
  const load = async (read: ReadRows): Promise<void> => {
    const rows = await read(`select oid, typname, typtype = 'e' from pg_type`);
    for (const [oid, name, isEnum] of rows)
      types.set(Number(oid), { name: name ?? '', isEnum: isEnum === 't' });
  };
  return async (numbers: number[], read: ReadRows): Promise<DatabaseType[]> => {
    if (types.size === 0 || !numbers.every((number) => types.has(number))) await load(read);
    return numbers.map((number) => types.get(number) ?? { name: `${number}`, isEnum: false });
  };
};
