import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { openDatabase, type ExecuteRequest, type Limits } from './database.ts';
import { bodyOf, answer, listen } from './http.ts';
import { pauses } from './pauses.ts';
import { badRequest, databaseError, problemOf } from './problem.ts';
import type { JsonWish } from './result.ts';

type Request = Partial<ExecuteRequest> & {
  resourceArn?: string;
  secretArn?: string;
  database?: string;
  schema?: string;
  resultSetOptions?: object;
};
type Database = Awaited<ReturnType<typeof openDatabase>>;

/** A Data API endpoint that runs: its port, the calls it took so far, and how to stop it. */
export type RunningDataApi = { port: number; statements(): number; stop(): Promise<void> };

const sqlOf = <T extends Request>(request: T): T & { sql: string } => {
  if (typeof request.sql !== 'string' || request.sql.trim() === '') throw badRequest('sql is required');
  return { ...request, sql: request.sql };
};

const transactionOf = ({ transactionId }: Request): string => {
  if (!transactionId) throw badRequest('transactionId is required');
  return transactionId;
};

const operations = ({ execute, begin, end }: Database) => ({
  '/Execute': (request: Request) => execute(sqlOf(request)),
  '/BeginTransaction': async () => JSON.stringify({ transactionId: await begin() }),
  '/CommitTransaction': async (request: Request) => {
    await end(transactionOf(request), 'commit');
    return '{"transactionStatus":"Transaction Committed"}';
  },
  '/RollbackTransaction': async (request: Request) => {
    await end(transactionOf(request), 'rollback');
    return '{"transactionStatus":"Rollback Complete"}';
  },
});

const refuseBadTarget = ({ resourceArn, secretArn, schema, database }: Request, served: string): void => {
  if (!resourceArn || !secretArn) throw badRequest('resourceArn and secretArn are required');
  if (schema) throw badRequest("The schema parameter isn't supported");
  if (database && database !== served)
    throw databaseError(`FATAL: database "${database}" does not exist`, '3D000');
};

const handler = (database: Database, served: string) => {
  const calls = new Map<string, (request: Request) => Promise<string>>(Object.entries(operations(database)));
  let statements = 0;
  const { pause, refuseWhilePaused } = pauses();
  const call = async (url: string, body: Request): Promise<string> => {
    const operation = calls.get(url);
    if (!operation) throw badRequest(`The local Data API has no operation ${url}`);
    if (body.resultSetOptions) throw badRequest('The local Data API does not know resultSetOptions');
    refuseBadTarget(body, served);
    refuseWhilePaused(body.resourceArn);
    statements++;
    return operation(body);
  };
  const handle = async (request: IncomingMessage): Promise<string> => {
    const { method, url = '' } = request;
    if (method === 'GET' && url === '/statements') return JSON.stringify({ statements });
    if (method !== 'POST') throw badRequest('POST is the only method here, but for GET /statements');
    const body = await bodyOf(request);
    return url === '/pause' ? pause(body) : call(url, body);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      answer(response, 200, await handle(request));
    } catch (error) {
      const { type, status, message } = problemOf(error);
      answer(response, status, JSON.stringify({ message }), { 'x-amzn-errortype': type });
    }
  };
  return { serve, statements: () => statements };
};

/**
 * Serves the RDS Data API over a PostgreSQL for the unmodified SDK, on 127.0.0.1; port 0 takes a free one.
 * `GET /statements` tells how many calls it took; `POST /pause` with `{ "seconds": n }` plays a paused Aurora,
 * and with `"as"` (see pauses.ts) one that was just created.
 * Rejects when the port is taken (naming it) or the database cannot be reached.
 */
export const startDataApi = async (options: {
  port: number;
  connectionString: string;
  maxConnections?: number;
  /** Puts something in front of it. */
  gated?: (server: Server) => void;
  limits?: Partial<Limits>;
  jsonWish?: JsonWish;
}): Promise<RunningDataApi> => {
  const { connectionString, maxConnections = 16, jsonWish = 'fulfilled' } = options;
  const limits = { statementMilliseconds: 45_000, idleTransactionMilliseconds: 180_000, ...options.limits };
  const database = await openDatabase({ connectionString, maxConnections, limits, jsonWish });
  const { serve, statements } = handler(database, new URL(connectionString).pathname.slice(1));
  const server = createServer((request, response) => void serve(request, response));
  options.gated?.(server);
  // A client must never send into a connection that is being closed for idleness.
  server.keepAliveTimeout = 0;
  const port = await listen(server, options.port).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const stop = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await database.close();
  };
  return { port, statements, stop };
};
