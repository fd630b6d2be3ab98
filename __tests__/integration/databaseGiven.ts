import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDataApi } from '../../infra/dataApi/dataApi.ts';
import { startPostgres } from '../../infra/postgres/postgres.ts';
import { migrationFiles } from '../../infra/resources/migrationFiles.ts';
import type { ShopEvent } from '../../src/contracts/events.ts';
import { migrate } from '../../src/database/migrate.ts';
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

/** A real, empty PostgreSQL behind a real RDS Data API endpoint; the SDK is pointed at it. */
export const aDatabase = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'webshop-test-'));
  const [postgresPort = 0, port = 0] = await freePorts(2);
  const postgres = await startPostgres({ directory, port: postgresPort });
  const dataApi = await startDataApi({ port, connectionString: postgres.url });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_RDS_DATA: `http://127.0.0.1:${port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    DATABASE_CLUSTER_ARN: 'arn:aws:rds:us-east-1:000000000000:cluster:webshop',
    DATABASE_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:webshop',
  });
  return {
    url: postgres.url,
    dataApiPort: port,
    statements: () => dataApi.statements(),
    stop: async () => {
      await dataApi.stop();
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
