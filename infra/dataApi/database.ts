import { type Client, DatabaseError, Pool, type ClientBase, type QueryArrayConfig } from 'pg';
import { executeAnswer, type JsonWish, type ResultForm, type TextResult } from './result.ts';
import { statementMaker } from './statements.ts';
import { openTransactions, type Work } from './transactions.ts';
import { typeCatalogue } from './types.ts';
import type { WireParameter } from './values.ts';

/** What ExecuteStatement is asked. */
export type ExecuteRequest = ResultForm & {
  sql: string;
  parameters?: WireParameter[];
  transactionId?: string;
};

/** How long a statement may run and a transaction may be idle, in milliseconds. */
export type Limits = { statementMilliseconds: number; idleTransactionMilliseconds: number };

/** The database behind the Data API: to which connections, how many, and with which limits. */
export type DatabaseOptions = {
  connectionString: string;
  maxConnections: number;
  limits: Limits;
  jsonWish: JsonWish;
};

const connect = ({ connectionString, maxConnections, limits }: DatabaseOptions) => {
  const pool = new Pool({
    connectionString,
    max: maxConnections,
    // A connection keeps its plans.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 30_000,
    options: `-c timezone=UTC -c datestyle=ISO -c statement_timeout=${limits.statementMilliseconds}`,
    types: { getTypeParser: () => (text: string) => text },
  });
  const clients = new Set<Client>();
  // The query that is under way reports it; without a listener a restart of PostgreSQL would end this process.
  const ignore = () => undefined;
  pool.on('error', ignore);
  pool.on('connect', (client) => clients.add(client.on('error', ignore) as Client));
  pool.on('remove', (client) => clients.delete(client as Client));
  return { pool, clients };
};

const isStalePlan = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === '0A000' && /cached plan/.test(error.message);

const alone = async <T>(pool: Pool, { run, changesSession }: Work<T>): Promise<T> => {
  const client = await pool.connect();
  try {
    return await run(client);
  } finally {
    client.release(changesSession);
  }
};

const runner =
  (typesOf: ReturnType<typeof typeCatalogue>) => async (client: ClientBase, query: QueryArrayConfig) => {
    const result: TextResult = await client.query(query);
    const rowsOf = async (text: string) =>
      (await client.query<(string | null)[]>({ text, rowMode: 'array' })).rows;
    const types = await typesOf(
      result.fields.map(({ dataTypeID }) => dataTypeID),
      rowsOf,
    );
    return { result, types };
  };

/**
 * Opens the database for the operations of the Data API; `execute` gives the JSON body of the answer.
 * Rejects when the database cannot be reached.
 */
export const openDatabase = async (options: DatabaseOptions) => {
  const { pool, clients } = connect(options);
  const transactions = openTransactions(pool, options.limits.idleTransactionMilliseconds);
  const statements = statementMaker();
  const run = runner(typeCatalogue());
  const within = <T>(id: string | undefined, work: Work<T>) =>
    id === undefined ? alone(pool, work) : transactions.work(id, work);

  const execute = async (request: ExecuteRequest, retry = true): Promise<string> => {
    const { query, changesSession } = statements.make(request.sql, request.parameters ?? []);
    const work = { changesSession, run: (client: ClientBase) => run(client, query) };
    try {
      const { result, types } = await within(request.transactionId, work);
      return executeAnswer(result, types, request, options.jsonWish);
    } catch (error) {
      if (!isStalePlan(error)) throw error;
      // A table changed its shape since the plan was made.
      statements.forgetPlans();
      if (!retry || request.transactionId !== undefined) throw error;
    }
    return execute(request, false);
  };

  await alone(pool, {
    changesSession: false,
    run: (client) => run(client, { text: 'select 1', rowMode: 'array' }),
  });
  const { begin, end, abandon } = transactions;
  const close = async () => {
    abandon();
    // Not only the idle ones: nobody waits for a statement that takes its 45 seconds.
    for (const client of clients) void client.end();
    await pool.end();
  };
  return { execute, begin, end, close };
};
