import { BatchExecuteStatementCommand } from '@aws-sdk/client-rds-data';
import { parameter, startStage, target } from './dataApiStage.ts';

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

test('a result can be had as JSON, keyed by the names of its columns', async () => {
  const answer = await stage.execute({
    sql: `select 'Basic "aloe"' as name, 125 as price, true as fresh, null as note`,
    formatRecordsAs: 'JSON',
  });
  expect(answer.records).toBeUndefined();
  expect(JSON.parse(answer.formattedRecords ?? '')).toEqual([
    { name: 'Basic "aloe"', price: 125, fresh: true, note: null },
  ]);
});

test('a result tells the names and types of its columns to whoever asks', async () => {
  const { columnMetadata } = await stage.execute({
    sql: `select 'a' as name, 1 as "Price", null::uuid as id`,
    includeResultMetadata: true,
  });
  expect(columnMetadata).toEqual([
    { label: 'name', name: 'name', typeName: 'text' },
    { label: 'Price', name: 'Price', typeName: 'int4' },
    { label: 'id', name: 'id', typeName: 'uuid' },
  ]);
});

test('an enum of our own is a text', async () => {
  await stage.run(`create type status as enum ('PLACED', 'STOCKED')`);
  expect((await stage.run(`select 'PLACED'::status`)).records).toEqual([[{ stringValue: 'PLACED' }]]);
});

test('what none of our statements asks for is refused and not left out without a word', async () => {
  await expect(stage.run(`select array['a']`)).rejects.toThrow('unsupported data type _text');
  const resultSetOptions = { longReturnType: 'STRING' as const };
  await expect(stage.execute({ sql: 'select 1', resultSetOptions })).rejects.toThrow('does not know');
  const batch = new BatchExecuteStatementCommand({ ...target, sql: 'select 1' });
  await expect(stage.client.send(batch)).rejects.toThrow('no operation /BatchExecute');
});
