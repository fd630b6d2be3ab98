import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ExecuteStatementCommand,
  RDSDataClient,
  type ExecuteStatementCommandInput,
  type Field,
  type SqlParameter,
} from '@aws-sdk/client-rds-data';
import { startDataApi } from '../../infra/dataApi/dataApi.ts';
import type { Limits } from '../../infra/dataApi/database.ts';
import { startPostgres } from '../../infra/postgres/postgres.ts';

/** The names that every call must give; the local endpoint serves any. */
export const target = {
  resourceArn: 'arn:aws:rds:us-east-1:000000000000:cluster:webshop',
  secretArn: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:webshop',
  database: 'webshop',
};

/** A directory of its own for one suite, and how to remove it. */
export const temporaryDirectory = () => {
  const directory = mkdtempSync(join(tmpdir(), 'webshop-'));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
};

/** A parameter of a statement. */
export const parameter = (name: string, value: Field): SqlParameter => ({ name, value });

/** A PostgreSQL with a Data API in front of it, and the SDK's unmodified client. */
export const startStage = async (limits: Partial<Limits> = {}) => {
  const { directory, remove } = temporaryDirectory();
  let postgres = await startPostgres({ directory, port: 0 });
  const { url, port } = postgres;
  const dataApi = await startDataApi({ port: 0, connectionString: url, limits });
  const endpoint = `http://127.0.0.1:${dataApi.port}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new RDSDataClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  const execute = (input: Partial<ExecuteStatementCommandInput> & { sql: string }) =>
    client.send(new ExecuteStatementCommand({ ...target, ...input }));
  const run = (sql: string, ...parameters: SqlParameter[]) => execute({ sql, parameters });
  const restartPostgres = async () => {
    await postgres.stop();
    postgres = await startPostgres({ directory, port });
  };
  const stop = async () => {
    client.destroy();
    await dataApi.stop();
    await postgres.stop();
    remove();
  };
  return { url, restartPostgres, dataApi, endpoint, client, execute, run, stop };
};
