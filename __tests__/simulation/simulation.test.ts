import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Retold } from './stories.ts';

// In a process of its own: jest's sandbox has another Error, Date and Promise than what is evaluated in it.
const run = (file: string, ...words: string[]): string => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, file), ...words], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${file} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
};

const fingerprints = (...words: string[]) =>
  run('index.ts', '--seeds', '1..2', '--orders', '20', ...words).match(
    /seed \d+, \w+: .* faults|[0-9a-f]{12}$/gm,
  );

describe('The simulator', () => {
  test.each([
    ['one thing after the other', []],
    ['many at once', ['--coarse']],
  ])('does exactly the same twice for a seed, %s', (_how, words) => {
    const first = fingerprints(...words);
    expect(first).toHaveLength(4);
    expect(fingerprints(...words)).toEqual(first);
  });

  test('every safeguard is where its entry says', () => {
    expect(run('index.ts', '--list')).toContain('accepted-once-announced: ');
  });

  test('finds what is wrong without a safeguard', () => {
    const names = ['accepted-once-announced', 'deliverable-once-paid', 'status-by-the-table'];
    const told = run('safeguards.ts', '--seeds', '5', ...names);
    expect(told.match(/^[\w-]+: \w+/gm)?.sort()).toEqual([
      'accepted-once-announced: acceptedOrdersExist',
      'deliverable-once-paid: noMailIsUntrue',
      'status-by-the-table: statusesFollowTheTable',
    ]);
  });

  test('every seed that ever failed holds now, told as its shortest story', () => {
    const retold = JSON.parse(run('stories.ts')) as Retold[];
    expect(retold.length).toBeGreaterThan(0);
    expect(retold).toEqual(retold.map(({ name }) => ({ name, violations: [], missing: [], isSame: true })));
  });
});
