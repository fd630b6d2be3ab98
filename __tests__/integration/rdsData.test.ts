import { migrate } from '../../src/database/migrate.ts';
import { sql } from '../../src/platform/rdsData.ts';
import { linesLogged } from '../given.ts';
import { aDatabase, migrations } from './databaseGiven.ts';

let database: Awaited<ReturnType<typeof aDatabase>>;
beforeAll(async () => {
  database = await aDatabase('ignored');
});
afterAll(() => database?.stop());
beforeEach(() => void linesLogged());

const pause = (seconds: number, as: string) =>
  fetch(`http://127.0.0.1:${database.dataApiPort}/pause`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ seconds, as }),
  });

const PAUSES = ['resuming', 'not enabled', 'not enabled, a bad request', 'unavailable'];

test.each(PAUSES)('a migration waits for a database that says "%s" at first', async (as) => {
  process.env['DATABASE_PATIENCE'] = '60';
  await pause(2, as);
  const { applied } = await migrate(migrations);
  expect(applied.length).toBe(as === 'resuming' ? migrations.length : 0);
});

test.each(PAUSES)('a database that says "%s" for longer than we wait is a 503', async (as) => {
  process.env['DATABASE_PATIENCE'] = '1';
  await pause(60, as);
  await expect(sql('select 1')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 503 });
  await pause(0, as);
});

test('another bad request is nobody’s outage, and not waited for', async () => {
  process.env['DATABASE_PATIENCE'] = '60';
  await expect(sql('select :missing')).rejects.toMatchObject({ name: 'BadRequestException' });
});

describe('Where AWS ignores the wish for JSON', () => {
  const ROW = `select 'a "b"' as name, null::int as nothing, 12345678901 as price, 1.5::float8 as share, true as yes,
    '{"a": [1]}'::jsonb as detail`;
  const row = {
    name: 'a "b"',
    nothing: null,
    price: 12345678901,
    share: 1.5,
    yes: true,
    detail: '{"a": [1]}',
  };

  test('rows are read by the names of their columns, to the same rows', async () => {
    expect(await sql(ROW)).toEqual([row]);
    expect(await sql(`with rows as (${ROW}) select * from rows, generate_series(1, 2) as number`)).toEqual([
      { ...row, number: 1 },
      { ...row, number: 2 },
    ]);
    expect(await sql('select 1 as one where false')).toEqual([]);
  });

  test('a value that we can’t read is refused, and never left out', async () => {
    await expect(sql(`select 'a'::bytea as bytes`)).rejects.toThrow('column bytes, type bytea');
  });
});
