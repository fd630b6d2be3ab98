import { readFileSync, writeFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { format, resolveConfig } from 'prettier';
import { queryTypes } from '../graphql/databaseQueries.ts';
import { databaseSchema, schemaTypes } from '../graphql/databaseSchema.ts';
import { eventPage } from './eventPage.ts';

// Writes all that is made from something else; with --check it only tells whether that is needed.

const write = (file: string, text: string): void => {
  if (!process.argv.includes('--check')) return writeFileSync(file, text);
  if (readFileSync(file, 'utf8') === text) return;
  console.error(`${file} is out of date: run "npm run docs"`);
  process.exitCode = 1;
};

const formatted = async (file: string, text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(file)), filepath: file });

const made = async (): Promise<Record<string, string>> => {
  const schema = databaseSchema();
  return {
    'docs/events.md': eventPage(),
    'src/platform/databaseSchema.ts': await schemaTypes(schema),
    'src/platform/databaseQueries.ts': await queryTypes(schema),
  };
};

try {
  for (const [file, text] of Object.entries(await made())) write(file, await formatted(file, text));
} catch (error) {
  if (!(error instanceof GraphQLError)) throw error;
  console.error(String(error));
  process.exitCode = 1;
}
