import type { Change } from './lambda/bundle.ts';

/** Something that keeps orders and money right, and how it is taken out of the sources, in the simulator only. */
export interface Safeguard {
  /** In one sentence. */
  what: string;
  changes: readonly Change[];
}

/** Safeguards by their names, as `--without` is given them. */
export type Safeguards = Readonly<Record<string, Safeguard>>;
