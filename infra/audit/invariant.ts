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

/** Promises of the shop, by their names: each gives all that breaks it. Who has less evidence can ask for fewer. */
export type Invariants<Given = Evidence> = Record<string, (given: Given) => Finding[]>;

/** All that breaks these promises by what is given. */
export const broken = <Given>(given: Given, invariants: Invariants<Given>): Violation[] =>
  Object.entries(invariants).flatMap(([invariant, found]) =>
    found(given).map((finding) => ({ invariant, ...finding })),
  );
