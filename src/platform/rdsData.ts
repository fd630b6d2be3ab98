import {
  type ColumnMetadata,
  ExecuteStatementCommand,
  type ExecuteStatementCommandOutput,
  type Field,
  RDSDataClient,
  RDSDataServiceException,
  type SqlParameter,
} from '@aws-sdk/client-rds-data';
import { setTimeout } from 'node:timers/promises';
import { invalid, Problem } from '../contracts/problem.ts';
import { log } from './log.ts';
import { settings } from './settings.ts';

/** What can be bound to a `:name` in a statement. Strings bind as text: write `:id::uuid`, `:lines::jsonb`. */
export type Parameters = Record<string, string | number | boolean | null>;

/** Runs one SQL statement with bound parameters and gives its rows. `transactionId` makes it part of a transaction. */
export type Sql = <Row>(statement: string, parameters?: Parameters, transactionId?: string) => Promise<Row[]>;

let client: RDSDataClient | undefined;

/**
 * The client that all statements go through; migrations also use it for their transactions. Made at its first use,
 * because it reads then where the Data API is.
 */
export const dataApi = (): RDSDataClient =>
  (client ??= new RDSDataClient({
    maxAttempts: 3,
    // The Data API itself ends a statement after 45 s.
    requestHandler: { connectionTimeout: 2000, requestTimeout: 50_000, throwOnRequestTimeout: true },
  }));

/** How long a statement that is no part of a transaction may take, in ms: the database function has 25 s for its tries. */
const STATEMENT_MS = 10_000;

const DEADLOCK_RETRIES = 4;

const valueOf = (value: Parameters[string]): SqlParameter['value'] => {
  if (value === null) return { isNull: true };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { booleanValue: value };
  return Number.isInteger(value) ? { longValue: value } : { doubleValue: value };
};

// 40P01 deadlock, 40001 serialization: PostgreSQL rolled the statement back and asks for it again.
const isLostRace = (error: unknown) =>
  error instanceof Error && /SQLState: (40P01|40001)/.test(error.message);

/** What PostgreSQL calls a value that it can't hold: not Unicode, out of range, no UUID. Class 22, and a check's no. */
const refusedValue = (error: unknown): { sqlState: string; constraint?: string } | undefined => {
  const [, sqlState] = (error instanceof Error && /SQLState: (22...|23514)/.exec(error.message)) || [];
  if (sqlState === undefined) return undefined;
  const [, constraint] = /constraint "(\w+)"/.exec((error as Error).message) ?? [];
  return { sqlState, ...(constraint !== undefined && { constraint }) };
};

// The error itself repeats the value, which may be a person's. What the contracts let through and a check does not is a fault of ours.
const unfit = (refused: { sqlState: string; constraint?: string }): Problem => {
  const { sqlState, constraint } = refused;
  if (constraint === undefined) log.warn('the database refused a value', refused);
  else log.error('the database refused a value', refused);
  return invalid({ field: 'body', message: `holds a value that can’t be stored (SQLState ${sqlState})` });
};

/** True where nobody answered, or the service says that it can't just now: that is not the statement's fault. */
const isOutOfReach = (error: unknown): boolean =>
  error instanceof RDSDataServiceException
    ? error.$fault === 'server' ||
      error.$metadata.httpStatusCode === 429 ||
      error.name === 'ThrottlingException'
    : error instanceof Error && (error.name === 'TimeoutError' || 'code' in error);

const unavailable = (cause: unknown): Problem =>
  new Problem('SERVICE_UNAVAILABLE', 'Our database does not answer just now. Please try again in a moment.', {
    cause,
  });

const NOT_THERE = [
  'DatabaseResumingException',
  'DatabaseUnavailableException',
  'HttpEndpointNotEnabledException',
];

/** What the Data API says of a paused cluster for some 15 s, and of one that was just created for about a minute. */
const isNotThereYet = (error: unknown): boolean =>
  error instanceof Error &&
  (NOT_THERE.includes(error.name) ||
    (error.name === 'BadRequestException' && /HttpEndpoint is not enabled/i.test(error.message)));

/**
 * Runs a call to the Data API with the patience that Aurora needs while it wakes or comes into being (after the
 * stage's patience it is a SERVICE_UNAVAILABLE, as one that is out of reach is at once); the SDK does not wait so
 * long. A lost race is run again, but not inside a transaction, which PostgreSQL has ended with it.
 */
export const patiently = async <Result>(
  call: () => Promise<Result>,
  { inTransaction = false } = {},
): Promise<Result> => {
  const started = Date.now();
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const waits = isNotThereYet(error);
      if (waits && Date.now() - started >= settings.databasePatience * 1000)
        throw new Problem('SERVICE_UNAVAILABLE', 'Our database is waking up. Please try again in a moment.', {
          cause: error,
        });
      const raced = !inTransaction && isLostRace(error) && attempt < DEADLOCK_RETRIES;
      const refused = inTransaction ? undefined : refusedValue(error);
      if (refused !== undefined) throw unfit(refused);
      if (!waits && !raced) throw isOutOfReach(error) ? unavailable(error) : error;
      if (waits && attempt === 0) log.warn('waiting for the database', { error });
      await setTimeout(waits ? 1000 : 20 + Math.random() * 80);
    }
  }
};

/** What of the Data API's answer has rows. */
export type RowsAnswer = Pick<
  ExecuteStatementCommandOutput,
  'formattedRecords' | 'records' | 'columnMetadata'
>;

const valueIn = (field?: Field): unknown => {
  if (field?.isNull) return null;
  return field?.stringValue ?? field?.longValue ?? field?.booleanValue ?? field?.doubleValue;
};

const decoded = (record: Field[], columns: ColumnMetadata[]): Record<string, unknown> =>
  Object.fromEntries(
    columns.map(({ label, typeName }, index) => {
      const value = valueIn(record[index]);
      if (label === undefined || value === undefined)
        throw new Error(`The Data API gave a value that we don't read: column ${label}, type ${typeName}`);
      return [label, value];
    }),
  );

/**
 * The rows of an answer. AWS promises JSON for SELECT, and does not say whether `with … select` is one: where it
 * gives records instead, they are read by the names of their columns, to the same rows.
 */
export const rowsOf = ({ formattedRecords, records = [], columnMetadata = [] }: RowsAnswer): unknown[] => {
  if (formattedRecords !== undefined) return JSON.parse(formattedRecords) as unknown[];
  if (records.length > 0 && columnMetadata.length === 0)
    throw new Error('The Data API gave rows without the names of their columns');
  return records.map((record) => decoded(record, columnMetadata));
};

/** Runs statements over the RDS Data API. Every statement must be safe to run twice, because the SDK retries 5xx. */
export const sql: Sql = async <Row>(
  statement: string,
  parameters: Parameters = {},
  transactionId?: string,
) => {
  const answer = await patiently(
    () =>
      dataApi().send(
        new ExecuteStatementCommand({
          ...settings.databaseCluster,
          ...(transactionId && { transactionId }),
          sql: statement,
          parameters: Object.entries(parameters).map(([name, value]) => ({ name, value: valueOf(value) })),
          formatRecordsAs: 'JSON',
          includeResultMetadata: true,
        }),
        transactionId === undefined ? { requestTimeout: STATEMENT_MS } : {},
      ),
    { inTransaction: transactionId !== undefined },
  );
  return rowsOf(answer) as Row[];
};
