/** What can go wrong: how often where it can, from 0 to 1, and how a story tells it. */
export type Faults = Readonly<Record<string, { rate: number; says: string }>>;

/** A fault that happened: its name is `kind@site`. */
export interface Happened {
  name: string;
  at: number;
}
