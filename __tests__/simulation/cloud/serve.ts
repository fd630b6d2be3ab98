import type { CallAnswer, CallError } from '../lambda/instance.ts';

/** A request that has arrived at somebody outside. `site` is its name: the same in each run, whatever else happens. */
export interface Arrived {
  operation: string;
  payload: unknown;
  site: string;
  subject: string;
  /** A text with the ids of all orders that it is about, or its sender works on. */
  about: string;
}

/** Answers a request, once. */
export type Answer = (answer: CallAnswer) => void;

/** Somebody outside: another service of the cloud, or a third party. */
export type Serve = (arrived: Arrived, answer: Answer) => void;

/** A service's own error. */
export const refusal = (name: string, status: number, more: Partial<CallError> = {}): CallAnswer => ({
  error: { name, message: name, status, ...more },
});

/** A connection that breaks. */
export const broken = (code = 'ECONNRESET'): CallAnswer => ({
  error: { name: 'Error', message: 'socket hang up', code },
});
