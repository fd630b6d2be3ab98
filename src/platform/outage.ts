import { Problem } from '../contracts/problem.ts';

/**
 * Somebody that we depend on does not answer, or answers that it can't just now: a third party, the bus, the mail
 * server. It is nobody's message's fault, so a consumer waits for it as long as it takes (see consume.ts).
 */
export class Outage extends Error {
  override readonly name: string = 'Outage';
}

/** True for what passes by itself: an Outage, or a Problem of status 503, as the database service's callers get it. */
export const isOutage = (error: unknown): boolean =>
  error instanceof Outage || (error instanceof Problem && error.status === 503);
