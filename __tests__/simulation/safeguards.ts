import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './lambda/functions.ts';
import { type Hunted, needed } from './hunt.ts';
import type { Asked } from './huntProcess.ts';
import { tableOf, withTable } from './safeguardsTable.ts';

const USAGE = `Takes out one safeguard of the shop after the other, in the simulator only, and looks for what is violated without it.
Ends with 1 where nothing is. Without names all are tried, and the table in docs/reliability.md is written.

  npm run simulate:safeguards -- --seeds 40 --processes 2 [NAME …]
  npm run simulate:safeguards -- --keep FILE      what FILE knows is not tried again; what was found is added`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '40' },
    processes: { type: 'string', default: '2' },
    keep: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const DOCUMENT = join(ROOT, 'docs/reliability.md');

const inWords = ({ name, seeds, found, innocent }: Hunted): string => {
  if (innocent !== undefined) return `${name}: nothing is shown, for with it is wrong as well: ${innocent}`;
  if (found === undefined) return `${name}: NOTHING in ${seeds} seeds`;
  return `${name}: ${found.invariant} in seed ${found.seed} (${found.says})`;
};

const isShown = ({ found, innocent }: Hunted): boolean => found !== undefined && innocent === undefined;

const keptIn = (file: string | undefined): Hunted[] =>
  file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Hunted[]) : [];

const keep = (file: string | undefined, all: readonly Hunted[]) =>
  file === undefined ? undefined : writeFileSync(file, JSON.stringify(all, null, 1));

/** Lets processes hunt, each one safeguard after the other. */
const huntAll = async (names: readonly string[], most: number, tell: (hunted: Hunted) => void) => {
  const waiting = [...names];
  const work = (child: ChildProcess) =>
    new Promise<void>((done, fail) => {
      child.once('exit', (status) => (status ? fail(new Error(`A process ended with ${status}`)) : done()));
      child.on('message', (said: 'ready' | Hunted) => {
        if (said !== 'ready') tell(said);
        const name = waiting.shift();
        if (name === undefined) child.disconnect();
        else child.send({ name, most } satisfies Asked);
      });
    });
  const count = Math.min(Number(values.processes), waiting.length);
  const children = Array.from({ length: count }, () => fork(join(import.meta.dirname, 'huntProcess.ts')));
  await Promise.all(children.map(work));
};

const run = async () => {
  const all = keptIn(values.keep).filter(isShown);
  const known = new Set(all.map(({ name }) => name));
  const names = (positionals.length > 0 ? positionals : needed()).filter((name) => !known.has(name));
  await huntAll(names, Number(values.seeds), (hunted) => {
    console.log(inWords(hunted));
    if (!isShown(hunted)) process.exitCode = 1;
    all.push(hunted);
    keep(values.keep, all);
  });
  if (positionals.length > 0) return;
  const text = readFileSync(DOCUMENT, 'utf8');
  writeFileSync(DOCUMENT, withTable(text, tableOf(all)));
};

if (values.help) console.log(USAGE);
else await run();
