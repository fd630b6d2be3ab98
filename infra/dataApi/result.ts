import type { QueryArrayResult } from 'pg';
import { badRequest } from './problem.ts';
import { encodingOf, type DatabaseType, type Encoding } from './types.ts';

/** What PostgreSQL answered: rows of texts, in the order of the columns. */
export type TextResult = QueryArrayResult<(string | null)[]>;

/** In which form the caller wants a result. */
export type ResultForm = { formatRecordsAs?: string; includeResultMetadata?: boolean };

/**
 * What becomes of the wish for JSON, which AWS promises for SELECT: it is fulfilled; it is ignored, as AWS may do for
 * `with … select`; or, for tests that compare the two, the answer has both forms.
 */
export type JsonWish = 'fulfilled' | 'ignored' | 'both';

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

const fieldWriter =
  ({ member, json }: Encoding) =>
  (text: string | null): string =>
    text === null ? '{"isNull":true}' : `{"${member}":${json(text)}}`;

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

const columnsJson = (labels: string[], types: DatabaseType[]): string =>
  JSON.stringify(labels.map((label, index) => ({ label, name: label, typeName: types[index]?.name })));

const WRITES = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'];

/**
 * The body that answers ExecuteStatement. Throws UnsupportedResultException for types that AWS does not
 * return, BadRequestException beyond 1 MiB, or 64 KB a row.
 */
export const executeAnswer = (
  result: TextResult,
  types: DatabaseType[],
  form: ResultForm,
  jsonWish: JsonWish,
): string => {
  const { fields, rows } = result;
  if (fields.length === 0) return `{"generatedFields":[],"numberOfRecordsUpdated":${result.rowCount ?? 0}}`;
  refuseLarge(rows);
  const encodings = types.map(encodingOf);
  const labels = fields.map(({ name }) => name);
  const columns = form.includeResultMetadata ? `,"columnMetadata":${columnsJson(labels, types)}` : '';
  const answer = `{"generatedFields":[],"numberOfRecordsUpdated":0${columns}`;
  // As documented, AWS formats what SELECT gives, and ignores the wish for `insert … returning`.
  const isFormatted =
    form.formatRecordsAs === 'JSON' && jsonWish !== 'ignored' && !WRITES.includes(result.command);
  const formatted = isFormatted
    ? `,"formattedRecords":${JSON.stringify(formattedJson(rows, encodings, labels))}`
    : '';
  const records = isFormatted && jsonWish !== 'both' ? '' : `,"records":${recordsJson(rows, encodings)}`;
  return `${answer}${formatted}${records}}`;
};
