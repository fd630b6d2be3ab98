import type { RDSDataClient } from '@aws-sdk/client-rds-data';
import { deepEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDataApi } from '../../infra/dataApi/dataApi.ts';
import type { JsonWish } from '../../infra/dataApi/result.ts';
import { startPostgres } from '../../infra/postgres/postgres.ts';
import { migrationFiles } from '../../infra/resources/migrationFiles.ts';
import type { ShopEvent } from '../../src/contracts/events.ts';
import { migrate } from '../../src/database/migrate.ts';
import { dataApi, type RowsAnswer, rowsOf } from '../../src/platform/rdsData.ts';
import { freePorts } from '../freePorts.ts';

/** All migrations, as webpack gives them to the migrate function. */
export const migrations = migrationFiles();

/** A bus that remembers what was announced and can be told to fail. */
export const aBus = () => {
  const bus = {
    announced: [] as ShopEvent[],
    down: false,
    announce: async (event: ShopEvent) => {
      if (bus.down) throw new Error('the bus is down');
      bus.announced.push(event);
    },
    /** The announced events of one order, by name. */
    of: (orderId: string) =>
      bus.announced.filter(({ detail }) => detail.orderId === orderId).map(({ name }) => name),
  };
  return bus;
};

/**
 * Fails each call whose rows, read from JSON, are not those read from records: AWS decides which of the two it gives
 * for `with … select`, and every statement that a test runs must get along with either.
 */
const compareForms = (client: RDSDataClient): void =>
  client.middlewareStack.add(
    (next) => async (call) => {
      const { output, response } = await next(call);
      const { records, ...formatted } = output as RowsAnswer;
      if (formatted.formattedRecords !== undefined)
        deepEqual(rowsOf({ ...formatted, records, formattedRecords: undefined }), rowsOf(formatted));
      return { output, response };
    },
    { step: 'initialize', name: 'compareForms', override: true },
  );

/** A real, empty PostgreSQL behind a real RDS Data API endpoint; the SDK is pointed at it. */
export const aDatabase = async (jsonWish: JsonWish = 'both') => {
  const directory = mkdtempSync(join(tmpdir(), 'webshop-test-'));
  const [postgresPort = 0, port = 0] = await freePorts(2);
  const postgres = await startPostgres({ directory, port: postgresPort });
  const api = await startDataApi({ port, connectionString: postgres.url, jsonWish });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_RDS_DATA: `http://127.0.0.1:${port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    DATABASE_CLUSTER_ARN: 'arn:aws:rds:us-east-1:000000000000:cluster:webshop',
    DATABASE_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:webshop',
  });
  compareForms(dataApi());
  return {
    url: postgres.url,
    dataApiPort: port,
    statements: () => api.statements(),
    stop: async () => {
      await api.stop();
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

/** The same with all tables. */
export const aMigratedDatabase = async () => {
  const database = await aDatabase();
  await migrate(migrations);
  return database;
};

/** Gives the tests of a file a migrated database of their own, without the log in their output; what comes back tells where it is. */
export const withMigratedDatabase = () => {
  let database: Awaited<ReturnType<typeof aDatabase>>;
  beforeAll(async () => {
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    database = await aMigratedDatabase();
  });
  afterAll(() => database.stop());
  return () => database;
};
