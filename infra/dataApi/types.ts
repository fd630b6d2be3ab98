import { DataApiProblem } from './problem.ts';

/** A type of the database as its catalogue has it; `element` is the type of an array's elements. */
export type DatabaseType = { name: string; isEnum: boolean; element?: DatabaseType };

/** Which numbers the caller wants as strings, and which as JSON numbers. */
export type ResultSetOptions = { decimalReturnType?: string; longReturnType?: string };

/**
 * How values of a type travel: the member of Field (`wholeMember` for those without a fraction, when that
 * differs), and the JSON made from PostgreSQL's text.
 */
export type Encoding = { member: string; wholeMember?: string; json: (text: string) => string };

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

const scalarEncoding = ({ name, isEnum }: DatabaseType, options: ResultSetOptions): Encoding => {
  if (/^int[248]$|^oid$/.test(name)) return options.longReturnType === 'STRING' ? asString : asLong;
  if (name === 'numeric' && options.decimalReturnType === 'DOUBLE_OR_LONG')
    return { ...asDouble, wholeMember: 'longValue' };
  const encoding = isEnum || name === 'numeric' ? asString : ENCODINGS.get(name);
  if (encoding) return encoding;
  throw unsupported(name);
};

const arrayJson = (text: string, { json }: Encoding): string => {
  const list = text.slice(text.indexOf('{') + 1, -1);
  if (list.startsWith('{'))
    throw new DataApiProblem('UnsupportedResultException', 'The result contains a multidimensional array');
  const values = [...list.matchAll(/"((?:[^"\\]|\\[\s\S])*)"|[^,"]+/g)].map(([bare, quoted]) => {
    if (quoted !== undefined) return json(quoted.replace(/\\([\s\S])/g, '$1'));
    return bare === 'NULL' ? 'null' : json(bare);
  });
  return `[${values.join(',')}]`;
};

/** How values of a type travel in a result; throws UnsupportedResultException for a type that AWS refuses. */
export const encodingOf = (type: DatabaseType, options: ResultSetOptions): Encoding => {
  if (!type.element) return scalarEncoding(type, options);
  const encoding = scalarEncoding(type.element, options);
  if (encoding.member === 'blobValue') throw unsupported(type.name);
  return { member: `${encoding.member}s`, json: (text) => arrayJson(text, encoding) };
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
    const rows = await read(
      `select oid, typname, typtype = 'e', case typcategory when 'A' then typelem end from pg_type`,
    );
    for (const [oid, name, isEnum] of rows)
      types.set(Number(oid), { name: name ?? '', isEnum: isEnum === 't' });
    for (const [oid, , , element] of rows) {
      const type = types.get(Number(oid));
      if (type && element) type.element = types.get(Number(element));
    }
  };
  return async (numbers: number[], read: ReadRows): Promise<DatabaseType[]> => {
    if (types.size === 0 || !numbers.every((number) => types.has(number))) await load(read);
    return numbers.map((number) => types.get(number) ?? { name: `${number}`, isEnum: false });
  };
};
