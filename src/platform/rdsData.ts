import {
  DatabaseResumingException,
  ExecuteStatementCommand,
  RDSDataClient,
  RDSDataServiceException,
  type SqlParameter,
} from '@aws-sdk/client-rds-data';
import { setTimeout } from 'node:timers/promises';
import { Problem } from '../contracts/problem.ts';
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

/**
 * Runs a call to the Data API with the patience that Aurora needs: a paused cluster takes about 15 s to
 * resume and says so with an error that the SDK does not retry (after the stage's patience it is a
 * SERVICE_UNAVAILABLE, as a database that is out of reach is at once); a lost race is run again, but not inside a
 * transaction, which PostgreSQL has ended with it.
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
      const resuming = error instanceof DatabaseResumingException;
      if (resuming && Date.now() - started >= settings.databasePatience * 1000)
        throw new Problem('SERVICE_UNAVAILABLE', 'Our database is waking up. Please try again in a moment.', {
          cause: error,
        });
      const raced = !inTransaction && isLostRace(error) && attempt < DEADLOCK_RETRIES;
      if (!resuming && !raced) throw isOutOfReach(error) ? unavailable(error) : error;
      if (resuming && attempt === 0) log.warn('waiting for the database to resume');
      await setTimeout(resuming ? 1000 : 20 + Math.random() * 80);
    }
  }
};

/** Runs statements over the RDS Data API. Every statement must be safe to run twice, because the SDK retries 5xx. */
export const sql: Sql = async <Row>(
  statement: string,
  parameters: Parameters = {},
  transactionId?: string,
) => {
  const { formattedRecords, records } = await patiently(
    () =>
      dataApi().send(
        new ExecuteStatementCommand({
          ...settings.databaseCluster,
          ...(transactionId && { transactionId }),
          sql: statement,
          parameters: Object.entries(parameters).map(([name, value]) => ({ name, value: valueOf(value) })),
          formatRecordsAs: 'JSON',
        }),
        transactionId === undefined ? { requestTimeout: STATEMENT_MS } : {},
      ),
    { inTransaction: transactionId !== undefined },
  );
  // The Data API formats the rows of SELECT only; of `insert … returning` they would be lost without a word.
  if (records && records.length > 0 && formattedRecords === undefined)
    throw new Error('A statement that gives rows must end in a select');
  return (formattedRecords ? JSON.parse(formattedRecords) : []) as Row[];
};
