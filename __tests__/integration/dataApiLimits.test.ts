import {
  BadRequestException,
  DatabaseErrorException,
  DatabaseResumingException,
  StatementTimeoutException,
  UnsupportedResultException,
} from '@aws-sdk/client-rds-data';
import { Client } from 'pg';
import { parameter, startStage, target } from './dataApiStage.ts';

let stage: Awaited<ReturnType<typeof startStage>>;
let witness: Client;
beforeAll(async () => {
  stage = await startStage({ statementMilliseconds: 2_000 });
  witness = new Client(stage.url);
  // The last test cuts it off.
  witness.on('error', () => undefined);
  await witness.connect();
  await stage.run('create table plant (sku text primary key, id uuid)');
});
afterAll(async () => {
  await witness?.end();
  await stage?.stop();
});

describe('Refusals', () => {
  const refusals: [string, string, new (...words: never[]) => Error, RegExp][] = [
    ['a second statement', 'select 1; select 2', BadRequestException, /Multistatements/],
    ['a missing parameter', 'select :sku', BadRequestException, /Cannot find parameter: sku/],
    [
      'an unknown table',
      'select * from pot',
      DatabaseErrorException,
      /^ERROR: relation "pot" does not exist\n {2}Position: 15; SQLState: 42P01$/,
    ],
    ['a result without a value', `select pg_notify('a', 'b')`, UnsupportedResultException, /void/],
    ['a row above 64 KB', `select repeat('x', 70000)`, BadRequestException, /64 KB/],
    [
      'a result above 1 MiB',
      `select repeat('x', 60000) from generate_series(1, 20)`,
      BadRequestException,
      /size limit/,
    ],
    ['a statement above its time', 'select 1 from pg_sleep(30)', StatementTimeoutException, /timed out/],
  ];
  test.each(refusals)('%s is refused', async (_, sql, type, message) => {
    const refusal = await stage.run(sql).catch((error: Error) => error);
    expect(refusal).toBeInstanceOf(type);
    expect((refusal as Error).message).toMatch(message);
  });

  test('text is text: it is no UUID unless the statement says so', async () => {
    const id = parameter('id', { stringValue: crypto.randomUUID() });
    await expect(stage.run('select 1 from plant where id = :id', id)).rejects.toThrow('SQLState: 42883');
    await expect(stage.run('select 1 from plant where id = :id::uuid', id)).resolves.toBeDefined();
  });

  test('lists, and moments with a zone, are no parameters', async () => {
    const list = parameter('x', { arrayValue: { stringValues: ['a'] } });
    await expect(stage.run('select :x', list)).rejects.toThrow('Array parameters are not supported');
    const moment = parameter('x', { stringValue: '2026-11-21T09:00:00Z' }, 'TIMESTAMP');
    await expect(stage.run('select :x', moment)).rejects.toThrow('is not a TIMESTAMP');
  });

  test('another database, a schema, and a request above 4 MiB are refused', async () => {
    await expect(stage.execute({ sql: 'select 1', database: 'pots' })).rejects.toThrow('SQLState: 3D000');
    await expect(stage.execute({ sql: 'select 1', schema: 'public' })).rejects.toBeInstanceOf(
      BadRequestException,
    );
    const long = parameter('x', { stringValue: 'x'.repeat(5 * 1024 * 1024) });
    await expect(stage.run('select length(:x)', long)).rejects.toThrow('4 MiB');
  });

  test('a web page cannot post a statement', async () => {
    const body = JSON.stringify({ ...target, sql: `insert into plant (sku) values ('EVIL')` });
    const answer = await fetch(`${stage.endpoint}/Execute`, { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect((await witness.query('select sku from plant')).rows).toEqual([]);
  });
});

describe('Interruptions', () => {
  const pause = (seconds: number, as?: string) =>
    fetch(`${stage.endpoint}/pause`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ seconds, as }),
    });

  test('a paused database asks to come again, and works when it is awake', async () => {
    await pause(60);
    await expect(stage.run('select 1')).rejects.toBeInstanceOf(DatabaseResumingException);
    await pause(0);
    await expect(stage.run('select 1')).resolves.toBeDefined();
  });

  test.each([
    ['not enabled', 'HttpEndpointNotEnabledException', /HttpEndpoint is not enabled/],
    ['not enabled, a bad request', 'BadRequestException', /HttpEndpoint is not enabled/],
    ['unavailable', 'DatabaseUnavailableException', /isn't available/],
  ])('a database that was just created may say "%s"', async (as, name, message) => {
    await pause(60, as);
    const refusal = await stage.run('select 1').catch((error: Error) => error);
    expect(refusal).toMatchObject({ name, message: expect.stringMatching(message) as string });
    await pause(0);
    await expect(stage.run('select 1')).resolves.toBeDefined();
    expect((await pause(60, 'on holiday')).status).toBe(400);
  });

  test('when the database restarts, the calls under way fail, and no later ones', async () => {
    const underWay = stage.run('select 1 from pg_sleep(30)').catch((error: Error) => error.name);
    const seen = `select 1 from pg_stat_activity where query like '%pg_sleep(30)' and state = 'active'`;
    while ((await witness.query(seen)).rowCount === 0);
    await stage.restartPostgres();
    expect(await underWay).toBe('DatabaseUnavailableException');
    const later = Array.from({ length: 20 }, () => stage.run('select 1'));
    await expect(Promise.all(later)).resolves.toHaveLength(20);
  });
});
