import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

// Sends more generated inputs through every door than CI has time for: npm run inputs -- --count 100000 --seed 7

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    /** Only operations whose name has this in it. */
    only: { type: 'string', default: '' },
  },
});

const { status } = spawnSync(
  process.execPath,
  [
    ...['node_modules/jest/bin/jest.js', '--selectProjects', 'integration', '--testTimeout', '86400000'],
    ...['--testNamePattern', values.only, '--runTestsByPath'],
    ...['inputs', 'inputsGraphql', 'inputsPublicGraph'].map(
      (file) => `__tests__/integration/${file}.test.ts`,
    ),
  ],
  { stdio: 'inherit', env: { ...process.env, INPUTS_COUNT: values.count, INPUTS_SEED: values.seed } },
);
process.exitCode = status ?? 1;
