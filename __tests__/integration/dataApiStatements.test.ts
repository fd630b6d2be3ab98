import { parameter, startStage } from './dataApiStage.ts';

let stage: Awaited<ReturnType<typeof startStage>>;
beforeAll(async () => {
  stage = await startStage();
  await stage.run('create table plant (sku text primary key, price bigint not null)');
});
afterAll(() => stage?.stop());
afterEach(() => stage.run('delete from plant'));

test('only what is a parameter is taken for one', async () => {
  const { records } = await stage.run(
    `select ':x', E'\\':x', ":x"::text, $$:x$$, $a$:x $$ :x$a$, :x::text, :x /* :x /* :y */ :z */ -- :w
     from (select 'column' as ":x") t;`,
    parameter('x', { stringValue: 'value' }),
  );
  expect(records?.[0]?.map(({ stringValue }) => stringValue)).toEqual([
    ':x',
    "':x",
    'column',
    ':x',
    ':x $$ :x',
    'value',
    'value',
  ]);
});

test('a change tells how many rows it touched, a result counts by its rows', async () => {
  const insert = `insert into plant (sku, price) select 'P' || n, n from generate_series(1, 3) n`;
  expect(await stage.run(insert)).toMatchObject({ numberOfRecordsUpdated: 3 });
  const update = await stage.run('update plant set price = 0 returning sku');
  expect(update).toMatchObject({ numberOfRecordsUpdated: 0 });
  expect(update.records).toHaveLength(3);
});

test('a statement that is known by heart goes on when its table gets a column', async () => {
  const columns = async () => (await stage.run('select * from plant')).records?.[0]?.length;
  await stage.run(`insert into plant (sku, price) values ('LB001', 150)`);
  for (let n = 0; n < 20; n++) expect(await columns()).toBe(2);
  await stage.run('alter table plant add column stock int');
  expect(await columns()).toBe(3);
});

test.each([`set timezone = 'Asia/Tokyo'`, 'create temporary table leftover (n int)'])(
  'what would be there for the next call on the same connection is refused: %s',
  async (statement) => {
    await expect(stage.run(statement)).rejects.toThrow('change their session are not supported');
  },
);

test('many callers at once each get their own answer, and each call is counted', async () => {
  const counted = async () =>
    (await (await fetch(`${stage.endpoint}/statements`)).json()) as { statements: number };
  const before = (await counted()).statements;
  const numbers = Array.from({ length: 200 }, (_, n) => n);
  const answers = await Promise.all(
    numbers.map((n) => stage.run('select :n::int', parameter('n', { longValue: n }))),
  );
  expect(answers.map(({ records }) => records?.[0]?.[0]?.longValue)).toEqual(numbers);
  expect((await counted()).statements - before).toBe(200);
  expect(stage.dataApi.statements() - before).toBe(200);
});
