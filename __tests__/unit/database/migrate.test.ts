import { statementsIn } from '../../../src/database/migrate.ts';

describe('A migration', () => {
  test('is run statement by statement, without its comments', () => {
    const text = `-- Why; it's so.\ncreate table a (id int); create table b (id int -- a note; and more\n);/* the; last */`;
    expect(statementsIn(text)).toEqual(['create table a (id int)', 'create table b (id int  \n)']);
  });

  test.each([
    `insert into texts values ('--- a line ---', 'it''s; fine;\n-- really', 1)`,
    `insert into texts values (E'a \\'quoted\\' -- word;\n')`,
    `comment on column "odd; --name" is 'x /* y */'`,
    `create function one() returns int as $$\n  select 1; -- the body's own; it's kept\n$$ language sql`,
    `do $body$ begin perform $$a;\n$$; end; $body$`,
  ])('reaches the database as it was written: %s', (statement) => {
    expect(statementsIn(`select 1;\n${statement};\nselect 2;`)).toEqual(['select 1', statement, 'select 2']);
  });
});
