import { globSync, readFileSync } from 'node:fs';
import { migrationFiles } from '../../../infra/resources/migrationFiles.ts';

// The first two migrations stand outside of the stores; later ones say by their place whose tables they make.
const first: Record<string, string[]> = {
  order: ['orders', 'order_lines', 'order_history'],
  delivery: ['delivery_slots'],
  finance: ['finance_ledger'],
  email: ['email_ledger'],
  database: ['outbox', 'schema_migrations'],
};

// A table that moves from one service to another has to be read once where it was.
const moves: Record<string, string[]> = {
  'src/delivery/store/migrations/202611241030_deliveries.sql': ['orders'],
};

const read = (file: string) => readFileSync(file, 'utf8');

const serviceOf = (file: string) => file.split('/')[1]!;

const withoutComments = (text: string) => text.replaceAll(/--.*|\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');

const madeBy = (text: string, kind: 'table' | 'view') =>
  [
    ...withoutComments(text).matchAll(
      new RegExp(`create (?:or replace )?${kind} (?:if not exists )?(\\w+)`, 'g'),
    ),
  ].map(([, name]) => name!);

const migrationsOf = globSync('src/{*/store,database}/migrations/*.sql');

const ownersOfTables = new Map([
  ...Object.entries(first).flatMap(([owner, tables]) => tables.map((table) => [table, owner] as const)),
  ...migrationsOf.flatMap((file) =>
    madeBy(read(file), 'table').map((table) => [table, serviceOf(file)] as const),
  ),
]);

// After these words a name is a table's; in a list also after a comma.
const PLACE = String.raw`\b(?:from|join|into|update|table|truncate|using|on|references)\s+(?:only\s+)?(?:\w+(?:\s+\w+)?\s*,\s*)*`;

/** The tables of others that a file names. */
const foreignTablesIn = (service: string, text: string) =>
  [...ownersOfTables]
    .filter(
      ([table, owner]) =>
        owner !== service && new RegExp(`${PLACE}${table}\\b(?!\\()`).test(withoutComments(text)),
    )
    .map(([table]) => table);

const files = globSync('src/**/*.{sql,ts}').filter((file) => !file.startsWith('src/storefront/'));

describe('A service', () => {
  test('has an owner for each table that a migration makes', () => {
    const all = migrationFiles().flatMap(({ text }) => madeBy(text, 'table'));
    expect(all.filter((table) => !ownersOfTables.has(table))).toEqual([]);
    expect(all.length).toBeGreaterThanOrEqual(8);
  });

  test.each(files)('names no table of another: %s', (file) => {
    expect(foreignTablesIn(serviceOf(file), read(file))).toEqual(moves[file] ?? []);
  });

  test.each([
    'select * from orders where id = 1',
    'select 1 from asked a, orders o',
    'update orders o set status = 1',
    'with x as (select 1)\n-- answer\nselect 1 from x join\n  orders o on true',
    'insert into orders (id) values (1)',
  ])('would be found out with: %s', (statement) => {
    expect(foreignTablesIn('delivery', statement)).toEqual(['orders']);
    expect(foreignTablesIn('order', statement)).toEqual([]);
  });

  test('may ask the views that the owner of a table publishes', () => {
    const views = migrationsOf.flatMap((file) =>
      madeBy(read(file), 'view').map((view) => [view, serviceOf(file)]),
    );
    expect(views).toEqual(
      expect.arrayContaining([
        ['order_states', 'order'],
        ['order_totals', 'order'],
        ['order_recipients', 'order'],
        ['due_orders', 'order'],
        ['booked_deliveries', 'delivery'],
      ]),
    );
    expect(foreignTablesIn('delivery', 'select * from order_recipients')).toEqual([]);
  });
});
