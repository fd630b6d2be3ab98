import { type Consumer, subscriptions } from '../../src/contracts/subscriptions.ts';
import type { Evidence, Fault } from './evidence.ts';

/**
 * The orders to which a consumer may still owe something, because a message of theirs waits, lies among the dead letters,
 * or is an event that was not announced yet or that the watchdog has found stuck. None once the shop is healed.
 */
export const owedBy = (
  { isHealed, queued, deadLetters, outbox }: Pick<Evidence, 'isHealed' | 'queued' | 'deadLetters' | 'outbox'>,
  ...consumers: Consumer[]
): ReadonlySet<string | undefined> => {
  if (isHealed) return new Set();
  const waiting = [...queued, ...deadLetters].filter(({ consumer }) =>
    consumers.some((each) => each === consumer),
  );
  const wanted = consumers.flatMap((consumer) => [...subscriptions[consumer].events] as string[]);
  const open = outbox.filter(
    ({ event, isStuck, publishedAt }) => wanted.includes(event) && (isStuck || publishedAt === null),
  );
  return new Set([...waiting, ...open].map(({ orderId }) => orderId));
};

/** The faults that can have hit an order between two moments: those that hit all, and its own. */
export const faultsIn = (faults: readonly Fault[], from: number, to: number, orderId?: string): Fault[] =>
  faults.filter(
    (fault) =>
      fault.from <= to && fault.to >= from && (fault.orderId === undefined || fault.orderId === orderId),
  );

/** How much of the time between two moments no fault can have disturbed an order, in ms. */
export const quietMs = (faults: readonly Fault[], from: number, to: number, orderId: string): number => {
  let [quiet, since] = [0, from];
  const sorted = faultsIn(faults, from, to, orderId).sort((a, b) => a.from - b.from);
  for (const fault of sorted) {
    quiet += Math.max(0, fault.from - since);
    since = Math.max(since, fault.to);
  }
  return quiet + Math.max(0, to - since);
};
