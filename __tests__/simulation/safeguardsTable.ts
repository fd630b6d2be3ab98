import type { Hunted } from './hunt.ts';
import { allSafeguards } from './without.ts';

const BEGIN = '<!-- npm run simulate:safeguards writes this -->';
const END = '<!-- as far as here -->';

const cell = (text: string) => text.replaceAll('|', '\\|');

const outcomeOf = (name: string, hunted: Hunted | undefined): [string, string] => {
  const { unneeded } = allSafeguards[name]!;
  if (unneeded !== undefined) return [`– ${unneeded}`, ''];
  if (hunted?.found && hunted.innocent === undefined) return [hunted.found.invariant, String(hunted.seeds)];
  return ['**not found**', hunted ? `> ${hunted.seeds}` : ''];
};

const nameIn = (name: string): string => {
  const { with: others = [] } = allSafeguards[name]!;
  return [name, ...others].map((each) => `\`${each}\``).join(' with ');
};

/** The table of all safeguards: what each is for, and what was violated without it, after how many seeds. */
export const tableOf = (all: readonly Hunted[]): string => {
  const known = new Map(all.map((hunted) => [hunted.name, hunted]));
  const rows = Object.entries(allSafeguards).map(([name, { what }]) => {
    const [outcome, seeds] = outcomeOf(name, known.get(name));
    return [nameIn(name), what, outcome, seeds].map(cell);
  });
  const lines = [
    ['safeguard', 'what it is for', 'violated without it', 'seeds'],
    ['-', '-', '-', '-'],
    ...rows,
  ];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
};

/** The document with this table between its marks. */
export const withTable = (text: string, table: string): string => {
  const [before, rest = ''] = text.split(BEGIN);
  const [, after] = rest.split(END);
  if (after === undefined) throw new Error(`docs/reliability.md has no place for the table: ${BEGIN}`);
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
};
