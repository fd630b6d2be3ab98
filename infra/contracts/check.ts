import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { breakingChanges } from './breakingChanges.ts';
import { type Contracts, contractsNow } from './contracts.ts';

// Fails when the contracts break whoever relies on those of the last release; with --release they are the new ones.

const { values } = parseArgs({
  options: {
    release: { type: 'boolean', default: false },
    released: { type: 'string', default: 'docs/contracts/released.json' },
  },
});

const now = contractsNow();
const found = breakingChanges(JSON.parse(readFileSync(values.released, 'utf8')) as Contracts, now);
for (const each of found) console.error(each);
if (found.length > 0) process.exitCode = 1;
else if (values.release) writeFileSync(values.released, `${JSON.stringify(now, null, 2)}\n`);
