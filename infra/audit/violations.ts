import type { Evidence } from './evidence.ts';
import type { Invariants, Violation } from './invariant.ts';

/** Every invariant of the shop, by service; a new service adds its own. */
export const invariants: Invariants = {};

/** All that is wrong by the evidence; nothing when all is well. */
export const violations = (evidence: Evidence, chosen: Invariants = invariants): Violation[] =>
  Object.entries(chosen).flatMap(([invariant, found]) =>
    found(evidence).map((finding) => ({ invariant, ...finding })),
  );
