import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { shopFacts } from '../../src/contracts/markets.ts';
import { queryTypes } from '../graphql/databaseQueries.ts';
import { databaseSchema, schemaTypes } from '../graphql/databaseSchema.ts';
import { composed } from '../graphql/publicGraph.ts';
import { subgraphTypes } from '../graphql/subgraphTypes.ts';
import { subgraphs } from '../subgraphs.ts';
import { asPrettierHasIt } from './formatted.ts';
import { eventPage } from './eventPage.ts';
import { marketMistakes } from './marketMistakes.ts';
import { statusModule } from './statusModule.ts';
import { factFiles } from './storefrontFacts.ts';

// Writes all that is made from something else: docs/events.md, the types of the private schema and of the subgraphs, the
// public graph as its gateway reads it, and what the storefront's files say of the markets. With --check it only tells whether that is needed.

const read = (file: string): string => readFileSync(file, 'utf8');

const made = async (): Promise<Map<string, string>> => {
  const schema = databaseSchema();
  const texts = new Map([
    ['docs/events.md', eventPage()],
    ['src/storefront/js/order/orderStatuses.js', statusModule()],
    ['src/platform/databaseSchema.ts', await schemaTypes(schema)],
    ['src/platform/databaseQueries.ts', await queryTypes(schema)],
    ['src/graph/supergraph.graphql', composed().supergraph],
  ]);
  for (const subgraph of subgraphs())
    texts.set(subgraph.file.replace(/graphql$/, 'ts'), await subgraphTypes(subgraph));
  for (const { file, write } of factFiles) texts.set(file, write(texts.get(file) ?? read(file), shopFacts));
  return texts;
};

const fail = (message: string): void => {
  console.error(message);
  process.exitCode = 1;
};

for (const mistake of marketMistakes(shopFacts)) fail(`src/contracts/markets.json: ${mistake}`);
try {
  for (const [file, text] of await made()) {
    const wanted = await asPrettierHasIt(text, file);
    if (!process.argv.includes('--check')) writeFileSync(file, wanted);
    else if (!existsSync(file) || read(file) !== wanted) fail(`${file} is out of date: run "npm run docs"`);
  }
} catch (error) {
  if (!(error instanceof GraphQLError)) throw error;
  fail(String(error));
}
