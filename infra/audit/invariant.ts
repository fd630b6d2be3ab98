import type { Evidence } from './evidence.ts';

/** What an invariant found: whom it is about (an order, say), and a sentence. */
export interface Finding {
  subject: string;
  says: string;
}

/** A finding with the name of what was violated. */
export interface Violation extends Finding {
  invariant: string;
}

/** A promise of the shop, by its name: gives all that breaks it. */
export type Invariants = Record<string, (evidence: Evidence) => Finding[]>;
