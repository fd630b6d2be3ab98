import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationFiles } from '../../infra/resources/migrationFiles.ts';
import { type Change, changed } from './lambda/bundle.ts';
import { ROOT } from './lambda/functions.ts';
import type { Safeguard, Safeguards } from './safeguard.ts';
import { services } from './services.ts';

/** All safeguards, by name. */
export const allSafeguards: Safeguards = Object.assign(
  {},
  ...services.map(({ safeguards }) => safeguards ?? {}),
) as Safeguards;

const safeguardOf = (name: string): Safeguard => {
  const safeguard = allSafeguards[name];
  if (!safeguard) throw new Error(`There is no safeguard ${name}; --list tells which there are`);
  return safeguard;
};

const withThose = (names: readonly string[]): string[] => [
  ...new Set(names.flatMap((name) => [name, ...withThose(safeguardOf(name).with ?? [])])),
];

/** The changes that take these safeguards out, and those that would cover for them. */
export const changesWithout = (names: readonly string[]): Change[] =>
  withThose(names).flatMap((name) => safeguardOf(name).changes ?? []);

/** How a world is set up in which these safeguards are missed soon. */
export const worldWithout = (names: readonly string[]): Pick<Safeguard, 'mode' | 'orders' | 'rates'> => {
  const { mode, orders, rates } = Object.assign({}, ...names.map(safeguardOf)) as Safeguard;
  return { ...(mode && { mode }), ...(orders && { orders }), ...(rates && { rates }) };
};

const textOf = (file: string): string =>
  migrationFiles().find(({ name }) => `migrations/${name}` === file)?.text ??
  readFileSync(join(ROOT, 'src', file), 'utf8');

/** Fails where a safeguard is not in the sources as its entry has it. */
export const checkThatAllFit = (): void => {
  for (const name of Object.keys(allSafeguards)) {
    const changes = changesWithout([name]);
    for (const { file } of changes) changed(file, textOf(file), changes);
  }
};
