import { AsyncLocalStorage } from 'node:async_hooks';
import { type ShopEvent, subjectOf } from '../contracts/events.ts';
import type { SubjectField } from '../contracts/subjects.ts';

/** What the work under way is about. Each log line says it, and calls to other services take the correlation along. */
export type LogContext = Partial<Record<SubjectField, string>> & {
  /** Follows one order from the click to the last mail. */
  correlationId?: string;
  /** Instead of it, when work is done for several orders at once. */
  correlationIds?: string[];
  [field: string]: unknown;
};

// A store for each piece of asynchronous work and not one for the process: a consumer handles ten messages at once.
const storage = new AsyncLocalStorage<LogContext>();

/** The context of the work under way. */
export const logContext = (): LogContext => storage.getStore() ?? {};

/** Does the work, and all that it causes, in this context. */
export const inLogContext = <Result>(context: LogContext, work: () => Result): Result =>
  storage.run(context, work);

/** Does the work in the present context with these fields added. */
export const withLogContext = <Result>(fields: LogContext, work: () => Result): Result =>
  inLogContext({ ...logContext(), ...fields }, work);

/** Adds to the context of the work under way what became known meanwhile. */
export const addToLogContext = (fields: LogContext): void => {
  Object.assign(storage.getStore() ?? {}, fields);
};

/** The context of work that an event causes. */
export const eventContext = (event: ShopEvent): LogContext => ({
  correlationId: event.detail.metadata.correlationId,
  ...subjectOf(event),
  event: event.name,
  eventId: event.detail.metadata.eventId,
});

/** The correlations of the work under way, for a call to another service. */
export const correlationIds = ({ correlationId, correlationIds: several } = logContext()): string[] =>
  several ?? (correlationId === undefined ? [] : [correlationId]);

/** The context of work that is done for these correlations: one, or several at once. */
export const correlatedBy = (ids: readonly string[]): LogContext => {
  const [only, ...others] = new Set(ids);
  if (only === undefined) return {};
  return others.length === 0 ? { correlationId: only } : { correlationIds: [only, ...others] };
};

/** The context of work that several share: their correlations, and nothing that only one of them is about. */
export const sharedContext = (contexts: readonly LogContext[]): LogContext =>
  correlatedBy(contexts.flatMap((context) => correlationIds(context)));
