import { EventBridgeClient, type PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { SQSClient } from '@aws-sdk/client-sqs';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { explorerFiles } from '../../infra/bundles/explorerFiles.ts';
import { type ExecuteRequest, openDatabase } from '../../infra/dataApi/database.ts';
import { problemOf } from '../../infra/dataApi/problem.ts';
import { startBankServer } from '../../infra/local/bank/bankServer.ts';
import { startPostgres } from '../../infra/postgres/postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { freePorts } from '../freePorts.ts';
import { migrations } from '../integration/databaseGiven.ts';
import { emptyFolder } from '../integration/localGiven.ts';

/** What an input can leave behind in the world. */
export interface Traces {
  rows: string[];
  events: number;
  bankBytes: number;
  mails: number;
}

// Whoever changes a row leaves a note in the same transaction. That an older event was announced is no change of it.
const NOTE_CHANGES = `
create table noted_changes (of_table text);
create function note_change() returns trigger language plpgsql as $$
begin
  insert into noted_changes values (tg_op || ' ' || tg_table_name);
  return null;
end $$;
do $$ declare each record; begin
  for each in select table_name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'noted_changes' loop
    execute format('create trigger note_change after insert or delete %s on %I for each row execute function note_change()',
      case when each.table_name = 'outbox' then '' else 'or update' end, each.table_name);
  end loop;
end $$`;

const EMPTY = `
do $$ declare tables text; begin
  select string_agg(quote_ident(table_name), ', ') into tables from information_schema.tables
  where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like '%migration%';
  execute 'truncate ' || tables || ' cascade';
end $$`;

const answersOf = (
  client: object,
  answer: (command: { constructor: { name: string }; input: unknown }) => unknown,
) => Object.assign(client, { send: async (command: never) => answer(command) });

// Nothing of this database is to outlive its test.
const CARELESS = 'alter role webshop set synchronous_commit = off';

/** PostgreSQL with all tables behind the Data API's own code; only HTTP between it and the SDK is left out. */
const aDatabase = async () => {
  const [port = 0] = await freePorts(1);
  const postgres = await startPostgres({ directory: emptyFolder(), port });
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 });
  // A connection that PostgreSQL ends as it stops is nobody's failure.
  pool.on('error', () => undefined);
  await pool.query(CARELESS);
  const limits = { statementMilliseconds: 45_000, idleTransactionMilliseconds: 180_000 };
  const options = {
    connectionString: postgres.url,
    maxConnections: 4,
    limits,
    jsonWish: 'fulfilled',
  } as const;
  const { execute, begin, end, close } = await openDatabase(options);
  let statements = 0;
  answersOf(RDSDataClient.prototype, async ({ constructor: { name }, input }) => {
    const request = input as ExecuteRequest & { transactionId: string };
    statements += 1;
    try {
      if (name === 'BeginTransactionCommand') return { transactionId: await begin() };
      if (name === 'CommitTransactionCommand') return await end(request.transactionId, 'commit');
      if (name === 'RollbackTransactionCommand') return await end(request.transactionId, 'rollback');
      return JSON.parse(await execute(request)) as object;
    } catch (error) {
      const { type, message } = problemOf(error);
      throw Object.assign(new Error(message), { name: type });
    }
  });
  Object.assign(process.env, { DATABASE_CLUSTER_ARN: 'cluster', DATABASE_SECRET_ARN: 'secret' });
  await migrate(migrations);
  const stop = async () => {
    await pool.end();
    await close();
    await postgres.stop();
  };
  return { pool, statements: () => statements, stop };
};

const startMailServer = async (port: number, count: () => void) => {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _, callback) => {
      stream.resume().on('end', () => {
        count();
        callback();
      });
    },
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  server.on('error', () => undefined);
  return () => new Promise<void>((done) => server.close(done));
};

/** What does not answer just now. */
export type Down = 'nobody' | 'bus' | 'bank' | 'database';

/**
 * The world around the handlers, in this process: real PostgreSQL behind the Data API, a real bank and mail server, and
 * instead of Lambda's network a call to the function. It knows what each request leaves behind.
 */
export const aWorld = async () => {
  const { pool, ...database } = await aDatabase();
  await pool.query(NOTE_CHANGES);
  const file = join(emptyFolder(), 'ledger.jsonl');
  const bank = await startBankServer({ port: 0, file });
  const [smtpPort = 0] = await freePorts(1);
  const seen = { events: 0, mails: 0 };
  let down: Down = 'nobody';
  const closeMail = await startMailServer(smtpPort, () => (seen.mails += 1));
  const bankUrl = `http://127.0.0.1:${bank.port}`;
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    EVENT_BUS: 'bus',
    DATABASE_FUNCTION: 'database',
    SUBGRAPH_PREFIX: 'shop-',
    // As customers meet the public graph.
    INTROSPECTION: 'false',
    ORDER_ID_KEY: 'known to these tests',
    SLOT_CAPACITY: '50',
    MAILS_PER_DAY: '50',
    INVOICES_PER_DAY: '50',
    EFFECT_LIMIT: '600',
    STOREFRONT_URL: 'https://shop.example',
    ALLOWED_ORIGINS: 'https://shop.example',
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    BANK_URL: bankUrl,
    PLACE_ORDER_QUEUE: 'https://sqs.us-east-1.amazonaws.com/000000000000/queue',
    PLACE_ORDER_DEAD_LETTERS: 'https://sqs.us-east-1.amazonaws.com/000000000000/queue-dlq',
    PLACE_ORDER_RULE: 'rule',
    EVENT_BUS_ARN: 'bus',
    EVENT_ARCHIVE: 'archive',
  });
  // As webpack puts them in.
  Object.assign(globalThis, { EXPLORER_FILES: explorerFiles() });
  const { handler } = await import('../../src/database/database.ts');
  const functions: Record<string, (event: never, context: never) => Promise<unknown>> = {
    database: handler,
    'shop-orderGraph': (await import('../../src/order/graph/orderGraph.ts')).handler,
    'shop-deliveryGraph': (await import('../../src/delivery/graph/deliveryGraph.ts')).handler,
  };
  answersOf(LambdaClient.prototype, async ({ input }) => {
    const { Payload = '', FunctionName = '' } = input as InvokeCommand['input'];
    if (down === FunctionName) throw new Error('connect ECONNREFUSED');
    const answer = await functions[FunctionName]!(JSON.parse(String(Payload)) as never, {} as never);
    return { Payload: Buffer.from(JSON.stringify(answer)) };
  });
  answersOf(EventBridgeClient.prototype, ({ constructor, input }) => {
    if (down === 'bus') throw new Error('the bus is down');
    seen.events += 1;
    if (constructor.name !== 'PutEventsCommand') return { State: 'COMPLETED' };
    return { Entries: (input as PutEventsCommand['input']).Entries?.map((_, n) => ({ EventId: String(n) })) };
  });
  answersOf(SQSClient.prototype, () => ({ Attributes: {} }));

  let statements = 0;
  const traces = async (): Promise<Traces> => {
    const spent = database.statements() !== statements;
    statements = database.statements();
    const rows = spent
      ? (await pool.query<{ of_table: string }>('delete from noted_changes returning of_table')).rows
      : [];
    const left = { rows: rows.map((row) => row.of_table), bankBytes: statSync(file).size, ...seen };
    return left;
  };
  let before: Traces = { rows: [], events: 0, mails: 0, bankBytes: 0 };
  return {
    /** What was left behind since it was asked last. */
    left: async (): Promise<Traces> => {
      const now = await traces();
      const since = {
        rows: now.rows,
        events: now.events - before.events,
        mails: now.mails - before.mails,
        bankBytes: now.bankBytes - before.bankBytes,
      };
      before = now;
      return since;
    },
    /** Empties all tables. */
    empty: async (): Promise<void> => {
      await pool.query(EMPTY);
    },
    goesDown: (who: Down) => {
      down = who;
      process.env['BANK_URL'] = who === 'bank' ? 'http://127.0.0.1:1' : bankUrl;
    },
    ask: (query: string, variables: object) =>
      handler({ query, variables } as never, {} as never) as Promise<{ data?: unknown; errors?: unknown[] }>,
    stop: async () => {
      await closeMail();
      await bank.stop();
      await database.stop();
    },
  };
};

export type World = Awaited<ReturnType<typeof aWorld>>;
