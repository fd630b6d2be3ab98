import type { Fault } from '../../../infra/audit/evidence.ts';

/**
 * What can go wrong: how often where it can, from 0 to 1, how a story tells it, and what the checker is told of it where
 * that does not follow from who was called.
 */
export type Faults = Readonly<
  Record<string, { rate: number; says: string; is?: Pick<Fault, 'what' | 'how'> }>
>;

/** A fault that happened: its name is `kind@site`. */
export interface Happened {
  name: string;
  at: number;
  /** A text with the ids of the orders that it hit; undefined where it hit all. */
  about: string | undefined;
}
