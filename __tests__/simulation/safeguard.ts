import type { Change } from './lambda/bundle.ts';
import type { Mode } from './simulate.ts';

/** Something that keeps orders and money right, and how it is taken out of the sources, in the simulator only. */
export interface Safeguard {
  /** In one sentence. */
  what: string;
  /** None where only those that it goes with are taken out. */
  changes?: readonly Change[];
  /** Safeguards that would cover for it, and are taken out with it. */
  with?: readonly string[];
  /** How it is missed the soonest; fine, where nothing is said. */
  mode?: Mode;
  /** How many customers come to a seed. */
  orders?: number;
  /** Faults that happen more often then, or that nobody has otherwise. */
  rates?: Readonly<Record<string, number>>;
  /** Why nothing is wrong without it. */
  unneeded?: string;
}

/** Safeguards by their names, as `--without` is given them. */
export type Safeguards = Readonly<Record<string, Safeguard>>;
