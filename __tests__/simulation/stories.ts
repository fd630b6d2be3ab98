import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { changesWithout } from './without.ts';
import { type Story, wantedBy } from './shrink.ts';
import { openSimulator } from './simulate.ts';

/** What became of a story: what it violates now, which of its faults find no place any more, and whether a second run was the same to the last byte. */
export interface Retold {
  name: string;
  violations: string[];
  missing: string[];
  isSame: boolean;
}

const FOLDER = join(import.meta.dirname, 'stories');

/** A seed that failed once, as it stands in stories/. */
const storyIn = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Story;

/** Simulates every story twice. */
const retell = async (): Promise<Retold[]> => {
  const simulator = await openSimulator({ changes: changesWithout([]) });
  const retold: Retold[] = [];
  try {
    for (const file of readdirSync(FOLDER).sort()) {
      const wanted = wantedBy(storyIn(file));
      const first = await simulator.simulate(wanted);
      const second = await simulator.simulate(wanted);
      retold.push({
        name: basename(file, '.json'),
        violations: first.violations.map(
          ({ invariant, subject, says }) => `${invariant} ${subject}: ${says}`,
        ),
        missing: [...wanted.only!].filter((fault) => !first.happened.some(({ name }) => name === fault)),
        isSame: first.fingerprint === second.fingerprint,
      });
    }
  } finally {
    await simulator.stop();
  }
  return retold;
};

console.log(JSON.stringify(await retell()));
