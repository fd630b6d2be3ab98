import { globSync, readFileSync } from 'node:fs';

const textOf = (pattern: string) =>
  globSync(pattern)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

const READ = /\b(?:setting|numberSetting|isOn|read)\('(\w+)'\)/g;

// Only the local cloud has it, where the banks are a process.
const LOCAL = ['BANK_URL'];

test('each setting that the code reads is given by serverless.yml or beside the function', () => {
  const given = textOf('{serverless.yml,src/*/functions.yml}');
  const read = [...textOf('src/**/*.ts').matchAll(READ)].map(([, name]) => name!);
  expect(read.length).toBeGreaterThan(20);
  expect(read.filter((name) => !LOCAL.includes(name) && !given.includes(`${name}:`))).toEqual([]);
});
