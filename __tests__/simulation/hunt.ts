import { openSimulator, type Simulator, type Wanted } from './simulate.ts';
import { allSafeguards, changesWithout, worldWithout } from './without.ts';

/** What became of taking a safeguard out. */
export interface Hunted {
  name: string;
  /** Seeds that were tried. */
  seeds: number;
  /** The first violation, which the shop with the safeguard does not have in that seed. */
  found?: { seed: number; invariant: string; says: string };
  /** What the shop itself has violated in that seed: then nothing is shown. */
  innocent?: string;
}

const STANDARD_ORDERS = 100;
const PER_SECOND = 20;

const wantedFor = (name: string, seed: number): Wanted => {
  const { mode = 'fine', orders = STANDARD_ORDERS, rates } = worldWithout([name]);
  return { seed, mode, orders, rates, perSecond: PER_SECOND, trouble: 1 };
};

const tryAll = async (name: string, most: number, mutant: Simulator, shop: Simulator): Promise<Hunted> => {
  for (let seed = 1; seed <= most; seed++) {
    const [violation] = (await mutant.simulate(wantedFor(name, seed))).violations;
    if (violation === undefined) continue;
    const [own] = (await shop.simulate(wantedFor(name, seed))).violations;
    const { invariant, says } = violation;
    return {
      name,
      seeds: seed,
      found: { seed, invariant, says },
      ...(own && { innocent: `${own.invariant} ${own.subject}: ${own.says}` }),
    };
  }
  return { name, seeds: most };
};

/** Takes a safeguard out and simulates at most so many seeds, until something is violated; `shop` is the one with it. */
export const hunt = async (name: string, most: number, shop: Simulator): Promise<Hunted> => {
  const mutant = await openSimulator({ changes: changesWithout([name]) });
  try {
    return await tryAll(name, most, mutant, shop);
  } finally {
    await mutant.stop();
  }
};

/** The safeguards that something must be wrong without. */
export const needed = (): string[] =>
  Object.entries(allSafeguards).flatMap(([name, { unneeded }]) => (unneeded === undefined ? [name] : []));
