import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { breakingChanges } from './breakingChanges.ts';
import { asPrettierHasIt } from '../docs/formatted.ts';
import { composed } from '../graphql/publicGraph.ts';
import { type Contracts, contractsNow } from './contracts.ts';
import { graphBreaks } from './graphBreaks.ts';

// Fails when the contracts or the public graph break whoever relies on those of the last release; with --release they are
// the new ones.

const { values } = parseArgs({
  options: {
    release: { type: 'boolean', default: false },
    released: { type: 'string', default: 'docs/contracts/released.json' },
    graph: { type: 'string', default: 'docs/contracts/released.graphql' },
  },
});

const now = contractsNow();
const graph = await asPrettierHasIt(composed().api, values.graph);
const found = [
  ...breakingChanges(JSON.parse(readFileSync(values.released, 'utf8')) as Contracts, now),
  ...graphBreaks(readFileSync(values.graph, 'utf8'), graph),
];
for (const each of found) console.error(each);
if (found.length > 0) process.exitCode = 1;
else if (values.release) {
  writeFileSync(values.released, `${JSON.stringify(now, null, 2)}\n`);
  writeFileSync(values.graph, graph);
}
