import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { startDataApi } from '../dataApi/dataApi.ts';
import { startPostgres } from '../postgres/postgres.ts';
import { outputsOf } from './outputs.ts';
import { promisedBy, withChangedMigrations } from './packaged.ts';
import { readBack } from './readBack.ts';
import { withApi } from './redirects.ts';
import { run } from './serverless.ts';
import { startStandIn } from './standIn.ts';

const SERVICE = 'acme-webshop';
const STAGE = 'prod';
const REGION = 'us-east-1';
const PATIENCE_MS = 15 * 60_000;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

// With `--package DIRECTORY` the first deployment takes what `serverless package` left there, and saves half a minute.
const given = process.argv.indexOf('--package') + 1;
const packaged = given > 0 ? (process.argv[given] ?? '') : '.serverless';
const prepared = given > 0 ? ['--package', packaged] : [];

const directory = mkdtempSync(join(tmpdir(), 'rehearsal-'));
/** What runs besides, the last started first. */
const running: { stop: () => Promise<void> }[] = [];

const kept = async <Part extends { stop: () => Promise<void> }>(starting: Promise<Part>): Promise<Part> => {
  const part = await starting;
  running.unshift(part);
  return part;
};

/** Starts the database and the stand-in for AWS, and lets everything speak to that; gives the database's address. */
const prepare = async (): Promise<string> => {
  const { url } = await kept(startPostgres({ directory: join(directory, 'postgres'), port: 0 }));
  const dataApi = await kept(startDataApi({ port: 0, connectionString: url }));
  const standIn = await kept(
    startStandIn(await freePort(), '.rehearsal/standIn.log', {
      AWS_ENDPOINT_URL_RDS_DATA: `http://127.0.0.1:${dataApi.port}`,
    }),
  );
  // Nothing of a real account may be reached, whatever this shell holds.
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: standIn.endpoint,
    AWS_ACCESS_KEY_ID: 'rehearsal',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    FUNCTIONS_DIRECTORY: '.webpack/rehearsal',
    SLS_NOTIFICATIONS_MODE: 'off',
    PAYMENT_PROVIDER: 'fake',
    SLS_TELEMETRY_DISABLED: '1',
  });
  return url;
};

const step = async (what: string, work: () => Promise<void>): Promise<void> => {
  const started = Date.now();
  await work();
  console.log(`✔ ${what} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
};

const attempt = (command: string, ...options: string[]) =>
  run('serverless', [command, '--stage', STAGE, '--region', REGION, ...options]);

const serverless = async (command: string, ...options: string[]): Promise<void> => {
  const { code, output } = await attempt(command, ...options);
  assert.equal(code, 0, `serverless ${command} failed:\n${output}`);
};

const deployByCommand = async (): Promise<string> => {
  const { code, output } = await run('node', [
    'infra/deploy/deploy.ts',
    ...['--stage', STAGE, '--region', REGION, ...prepared],
  ]);
  assert.equal(code, 0, `npm run deploy failed:\n${output}`);
  return output;
};

const refused = async (reason: RegExp, command: string, ...options: string[]): Promise<void> => {
  const { code, output } = await attempt(command, ...options);
  assert.notEqual(code, 0, `serverless ${command} should fail`);
  assert.match(output, reason);
};

const query = async (url: string, statement: string): Promise<{ name: string }[]> => {
  const { default: pg } = await import('pg');
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(statement);
  await client.end();
  return rows;
};

const checkWhatStands = async (isProtected: boolean): Promise<void> => {
  const facts = await readBack(SERVICE, STAGE);
  const named = (suffix = '') =>
    Object.keys(subscriptions).map((name) => `${SERVICE}-${STAGE}-${name}${suffix}`);
  const starts = (what: string, expected: string[]) => {
    for (const each of expected)
      assert.ok(
        facts[what]?.some((line) => line.startsWith(each)),
        `${what} should have ${each}: ${facts[what]?.join('\n')}`,
      );
  };
  assert.deepEqual(facts['bus'], [`${SERVICE}-${STAGE}`, `${SERVICE}-${STAGE} kept 30 days`]);
  starts(
    'rules',
    named().map((name) => `${name} → ${name}, else ${name}-dlq`),
  );
  starts(
    'queues',
    ['', '-dlq'].flatMap((suffix) => named().map((name) => `${name}${suffix} from ${name}, encrypted true`)),
  );
  starts(
    'workers',
    named().map((name) => `${name} → ${name}`),
  );
  const { functions, routes } = promisedBy(packaged);
  starts('functions', functions);
  assert.equal(facts['functions']?.length, functions.length);
  starts(
    'alarms',
    ['-dead-letters', '-queue-age', '-errors', '-throttles'].flatMap((suffix) => named(suffix)),
  );
  assert.deepEqual(facts['routes'], [...routes, `stage ${STAGE}`].sort());
  assert.deepEqual(facts['clusters'], [
    `aurora-postgresql, encrypted true, protected ${isProtected}, 0.5–8 ACU, 1 instances`,
  ]);
  if (process.argv.includes('--verbose')) console.log(facts);
  const counts = Object.entries(facts).map(([what, lines]) => `${lines.length} ${what}`);
  console.log(`  ${counts.join(', ')}`);
};

const rehearse = async (database: string): Promise<void> => {
  await step('npm run deploy creates the stack unprotected, and then protects it', async () => {
    assert.match(await deployByCommand(), /runs unprotected/);
  });
  await step('everything stands and is tied together', () => checkWhatStands(true));
  await step('the deployment itself migrated a real PostgreSQL', async () => {
    const applied = await query(database, 'select name from schema_migrations');
    assert.ok(applied.some(({ name }) => name === '0001_orders.sql'));
  });
  await step('a deployment whose migrations fail is refused, and says why', async () => {
    const failing = join(directory, 'failing');
    withChangedMigrations(packaged, failing);
    // The database says that another text than ours was applied, which the migrate function does not accept.
    await query(database, `update schema_migrations set checksum = reverse(checksum)`);
    await refused(/was changed after it had been applied/, 'deploy', '--package', failing);
    await query(database, `update schema_migrations set checksum = reverse(checksum)`);
  });
  await step('the stack tells where the API is', async () => {
    const outputs = await outputsOf(`${SERVICE}-${STAGE}`);
    const apiUrl = outputs?.['ApiUrl'] ?? '';
    assert.match(apiUrl, /^https:\/\/\w+\.execute-api\.us-east-1\.amazonaws\.com\/prod$/);
    assert.match(withApi('', apiUrl), /^\/api\/\* https:.*\/prod\/:splat 200!$/m);
  });
  await step('serverless remove is refused while the stage is protected', () =>
    refused(/deletion protection is enabled/, 'remove'),
  );
  await step('a second deployment updates the stack', async () => {
    await serverless('deploy', '--param', 'protection=false');
    await checkWhatStands(false);
  });
  await step('serverless remove leaves nothing', async () => {
    await serverless('remove');
    assert.equal(await outputsOf(`${SERVICE}-${STAGE}`), undefined);
    for (const [what, lines] of Object.entries(await readBack(SERVICE, STAGE)))
      assert.deepEqual(lines, [], what);
  });
};

const timeout = new Promise<never>((_, reject) =>
  setTimeout(
    () => reject(new Error('The rehearsal took longer than a quarter of an hour')),
    PATIENCE_MS,
  ).unref(),
);
try {
  await Promise.race([prepare().then(rehearse), timeout]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error, '\nSee also .rehearsal/standIn.log');
  process.exitCode = 1;
} finally {
  for (const part of running) await part.stop();
  rmSync(directory, { recursive: true, force: true });
}
