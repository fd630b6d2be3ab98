import type { Change } from './lambda/bundle.ts';
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
