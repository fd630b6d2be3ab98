import { parameter, startStage } from './dataApiStage.ts';

let stage: Awaited<ReturnType<typeof startStage>>;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());

test('each kind of value keeps its type and its content', async () => {
  const text = `Ann "Annie" O'Hara; DROP TABLE plant -- :no \\ 🌱`;
  const { records } = await stage.run(
    'select :text, :long, :double, :yes, :nothing::int, :bytes, :id, :json, :day, :time, :at, :price',
    parameter('text', { stringValue: text }),
    parameter('long', { longValue: 2 ** 40 }),
    parameter('double', { doubleValue: 0.1 }),
    parameter('yes', { booleanValue: true }),
    parameter('nothing', { isNull: true }),
    parameter('bytes', { blobValue: new Uint8Array([0, 255, 10]) }),
    parameter('id', { stringValue: '00000000-0000-4000-8000-00000000000A' }, 'UUID'),
    parameter('json', { stringValue: '{"a": [1]}' }, 'JSON'),
    parameter('day', { stringValue: '2026-11-21' }, 'DATE'),
    parameter('time', { stringValue: '09:00:00' }, 'TIME'),
    parameter('at', { stringValue: '2026-11-21 09:00:00.5' }, 'TIMESTAMP'),
    parameter('price', { stringValue: '150.10' }, 'DECIMAL'),
  );
  expect(records).toEqual([
    [
      { stringValue: text },
      { longValue: 2 ** 40 },
      { doubleValue: 0.1 },
      { booleanValue: true },
      { isNull: true },
      { blobValue: new Uint8Array([0, 255, 10]) },
      { stringValue: '00000000-0000-4000-8000-00000000000a' },
      { stringValue: '{"a": [1]}' },
      { stringValue: '2026-11-21' },
      { stringValue: '09:00:00' },
      { stringValue: '2026-11-21 09:00:00.5' },
      { stringValue: '150.10' },
    ],
  ]);
});

test('a moment comes back in UTC and without its zone', async () => {
  const { records } = await stage.run(`select '2026-11-21 09:00:00.25-05'::timestamptz`);
  expect(records).toEqual([[{ stringValue: '2026-11-21 14:00:00.25' }]]);
});

test('lists come back as lists, also with quotes, commas and gaps in them', async () => {
  const { records } = await stage.run(
    `select array['a,b', '"{\\}', null, 'NULL', ''], array[1, null]::int[], '{}'::bool[], array[1.50]`,
  );
  expect(records).toEqual([
    [
      { arrayValue: { stringValues: ['a,b', '"{\\}', null, 'NULL', ''] } },
      { arrayValue: { longValues: [1, null] } },
      { arrayValue: { booleanValues: [] } },
      { arrayValue: { stringValues: ['1.50'] } },
    ],
  ]);
});

test('numbers can be had as exact strings, or decimals as numbers', async () => {
  const sql = 'select 9223372036854775807, 1.10::numeric';
  const strings = await stage.execute({ sql, resultSetOptions: { longReturnType: 'STRING' } });
  expect(strings.records).toEqual([[{ stringValue: '9223372036854775807' }, { stringValue: '1.10' }]]);
  const numbers = await stage.execute({
    sql: 'select 1.10::numeric, 3::numeric',
    resultSetOptions: { decimalReturnType: 'DOUBLE_OR_LONG' },
  });
  expect(numbers.records).toEqual([[{ doubleValue: 1.1 }, { longValue: 3 }]]);
});

test('a result can be had as JSON, keyed by the names of its columns', async () => {
  const answer = await stage.execute({
    sql: `select 'Basic "aloe"' as name, 125 as price, true as fresh, null as note, array['a', null] as tags`,
    formatRecordsAs: 'JSON',
  });
  expect(answer.records).toBeUndefined();
  expect(JSON.parse(answer.formattedRecords ?? '')).toEqual([
    { name: 'Basic "aloe"', price: 125, fresh: true, note: null, tags: ['a', null] },
  ]);
});

test('the columns of a result are described on request, an enum of our own included', async () => {
  await stage.run(`create type status as enum ('PLACED', 'STOCKED')`);
  const sql = `select 'PLACED'::status as status, 1::bigint as total, '{}'::text[] as tags`;
  const { columnMetadata, records } = await stage.execute({ sql, includeResultMetadata: true });
  expect(columnMetadata?.map(({ label, typeName }) => [label, typeName])).toEqual([
    ['status', 'status'],
    ['total', 'int8'],
    ['tags', '_text'],
  ]);
  expect(records?.[0]?.[0]).toEqual({ stringValue: 'PLACED' });
});
