import type { Evidence } from '../../infra/audit/evidence.ts';
import type { Told } from '../../infra/audit/told.ts';
import type { HttpAnswer, HttpRequest } from './cloud/gateway.ts';
import type { Serve } from './cloud/serve.ts';
import type { Engine } from './engine/engine.ts';
import type { Faults } from './engine/faults.ts';
import type { Safeguards } from './safeguard.ts';

/** A customer or an operator. All that is left to chance for him has a name that is the same in every run. */
export interface Person {
  /** c12, say; also how his address begins. */
  name: string;
  now(): number;
  chance(what: string): number;
  between(what: string, low: number, high: number): number;
  oneOf<Item>(what: string, items: readonly Item[]): Item;
  sleep(ms: number): Promise<void>;
  /** Asks the shop; undefined where no answer comes. */
  ask(request: HttpRequest): Promise<HttpAnswer | undefined>;
  /** Writes down what he was told. */
  note(told: Told): void;
}

/** Something that a customer does, or an operator for him, once his order was accepted. */
export interface Act {
  /** In the names of chance. */
  name: string;
  /** Of 1: how many customers do it. */
  share: number;
  do(person: Person, order: AcceptedOrder): Promise<void>;
}

/** An order that a customer was told of. */
export interface AcceptedOrder {
  orderId: string;
  market: 'US' | 'MX';
  lines: readonly { sku: string; quantity: number }[];
}

/** Third parties of a simulation: who can be called, and what they can show afterwards. */
export interface Parties {
  serves?: Readonly<Record<string, Serve>>;
  /** What a function that is none of ours answers, by its name. */
  functions?: Readonly<Record<string, Serve>>;
  evidence?: () => Partial<Evidence>;
  /** Whether nothing is left here that is still to end by itself. */
  isCalm?: () => boolean;
}

/** What third parties live in. */
export interface Surroundings {
  engine: Engine;
  isDown: (who: string) => boolean;
}

/** What a service brings to the simulation, from its own folder. */
export interface SimulatedService {
  /** What can go wrong with its third parties. */
  faults?: Faults;
  /** Files of src that its third parties stand in for. */
  seams?: Readonly<Record<string, string>>;
  parties?: (surroundings: Surroundings) => Parties;
  acts?: readonly Act[];
  /** What can be taken out, to see that the checker finds what it was good for. */
  safeguards?: Safeguards;
  /** What of the evidence stands in its tables: SQL, by the name in the evidence. */
  tables?: Readonly<Partial<Record<keyof Evidence, string>>>;
}
