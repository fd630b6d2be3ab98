import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { eventPage } from './eventPage.ts';

// Writes docs/events.md; with --check it only tells whether that is needed.

const FILE = 'docs/events.md';

const page = await format(eventPage(), { ...(await resolveConfig(FILE)), filepath: FILE });
if (!process.argv.includes('--check')) writeFileSync(FILE, page);
else if (readFileSync(FILE, 'utf8') !== page) {
  console.error(`${FILE} is not what the contracts say: run "npm run docs"`);
  process.exitCode = 1;
}
