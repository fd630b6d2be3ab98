import type { FieldDef, QueryArrayResult } from 'pg';
import { badRequest } from './problem.ts';
import { encodingOf, type DatabaseType, type Encoding, type ResultSetOptions } from './types.ts';

/** What PostgreSQL answered: rows of texts, in the order of the columns. */
export type TextResult = QueryArrayResult<(string | null)[]>;

/** In which form the caller wants a result. */
export type ResultForm = {
  formatRecordsAs?: string;
  includeResultMetadata?: boolean;
  resultSetOptions?: ResultSetOptions;
};

const ROW_LIMIT = 64 * 1024;
const RESPONSE_LIMIT = 1024 * 1024;

const refuseLarge = (rows: (string | null)[][]): void => {
  let total = 0;
  for (const row of rows) {
    const bytes = row.reduce((sum, text) => sum + (text === null ? 0 : Buffer.byteLength(text)), 0);
    if (bytes > ROW_LIMIT) throw badRequest('Packet for query is too large: a row is limited to 64 KB');
    total += bytes;
  }
  if (total > RESPONSE_LIMIT) throw badRequest('Database response exceeded size limit');
};

const fieldWriter = ({ member, wholeMember, json }: Encoding): ((text: string | null) => string) => {
  const [start, end] = member.endsWith('s') ? [`{"arrayValue":{"${member}":`, '}}'] : [`{"${member}":`, '}'];
  return (text) => {
    if (text === null) return '{"isNull":true}';
    if (wholeMember && /^-?\d+$/.test(text)) return `{"${wholeMember}":${json(text)}}`;
    return start + json(text) + end;
  };
};

const list = (texts: string[]): string => `[${texts.join(',')}]`;

const recordsJson = (rows: (string | null)[][], encodings: Encoding[]): string => {
  const writers = encodings.map(fieldWriter);
  return list(rows.map((row) => list(writers.map((write, index) => write(row[index] ?? null)))));
};

const formattedJson = (rows: (string | null)[][], encodings: Encoding[], labels: string[]): string => {
  if (new Set(labels).size < labels.length) throw badRequest('The JSON form needs distinct column names');
  const columns = encodings.map(({ json }, index) => ({ json, key: JSON.stringify(labels[index]) }));
  const member = (text: string | null, { key, json }: (typeof columns)[number]) =>
    `${key}:${text === null ? 'null' : json(text)}`;
  const records = rows.map(
    (row) => `{${columns.map((column, index) => member(row[index] ?? null, column)).join(',')}}`,
  );
  return list(records);
};

const columnMetadata = (field: FieldDef, { name, element }: DatabaseType) => ({
  name: field.name,
  label: field.name,
  typeName: name,
  type: JDBC_TYPES[element ? 'array' : name] ?? 1111,
  arrayBaseColumnType: element ? (JDBC_TYPES[element.name] ?? 1111) : 0,
  isSigned: /^(int|float|numeric)/.test(name),
  isCaseSensitive: true,
  isCurrency: false,
  isAutoIncrement: false,
  nullable: 2,
});

const JDBC_TYPES: Record<string, number> = {
  ...{ bool: -7, int2: 5, int4: 4, int8: -5, oid: -5, float4: 7, float8: 8, numeric: 2, bytea: -2 },
  ...{ text: 12, varchar: 12, name: 12, bpchar: 1, date: 91, time: 92, timestamp: 93, timestamptz: 93 },
  array: 2003,
};

const WRITES = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'];

/**
 * The body that answers ExecuteStatement. Throws UnsupportedResultException for types that AWS does not
 * return, BadRequestException beyond 1 MiB, or 64 KB a row.
 */
export const executeAnswer = (result: TextResult, types: DatabaseType[], form: ResultForm): string => {
  const { fields, rows } = result;
  if (fields.length === 0) return `{"generatedFields":[],"numberOfRecordsUpdated":${result.rowCount ?? 0}}`;
  refuseLarge(rows);
  const encodings = types.map((type) => encodingOf(type, form.resultSetOptions ?? {}));
  const labels = fields.map(({ name }) => name);
  const updated = '{"generatedFields":[],"numberOfRecordsUpdated":0';
  // As documented, AWS formats what SELECT gives, and ignores the wish for `insert … returning`.
  if (form.formatRecordsAs === 'JSON' && !WRITES.includes(result.command))
    return `${updated},"formattedRecords":${JSON.stringify(formattedJson(rows, encodings, labels))}}`;
  const metadata = form.includeResultMetadata
    ? `,"columnMetadata":${JSON.stringify(fields.map((field, index) => columnMetadata(field, types[index]!)))}`
    : '';
  return `${updated},"records":${recordsJson(rows, encodings)}${metadata}}`;
};
