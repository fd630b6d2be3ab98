import { readFileSync, writeFileSync } from 'node:fs';
import { format, getFileInfo, resolveConfig } from 'prettier';
import { shopFacts } from '../../src/contracts/markets.ts';
import { eventPage } from './eventPage.ts';
import { marketMistakes } from './marketMistakes.ts';
import { factFiles } from './storefrontFacts.ts';

// Writes what is made from the contracts: docs/events.md, and what the storefront's files say of the markets.
// With --check it only tells whether that is needed.

const read = (file: string): string => readFileSync(file, 'utf8');

const made = new Map([['docs/events.md', eventPage()]]);
for (const { file, write } of factFiles) made.set(file, write(made.get(file) ?? read(file), shopFacts));

const asPrettierHasIt = async (text: string, file: string): Promise<string> => {
  const { inferredParser } = await getFileInfo(file);
  return inferredParser === null ? text : format(text, { ...(await resolveConfig(file)), filepath: file });
};

const fail = (message: string): void => {
  console.error(message);
  process.exitCode = 1;
};

for (const mistake of marketMistakes(shopFacts)) fail(`src/contracts/markets.json: ${mistake}`);
for (const [file, text] of made) {
  const wanted = await asPrettierHasIt(text, file);
  if (!process.argv.includes('--check')) writeFileSync(file, wanted);
  else if (read(file) !== wanted) fail(`${file} is not what the contracts say: run "npm run docs"`);
}
