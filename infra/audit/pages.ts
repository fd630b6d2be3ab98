import { orderStatuses } from '../../src/contracts/orderStatuses.ts';
import type { Evidence } from './evidence.ts';
import type { Finding, Invariants } from './invariant.ts';
import { isDoubt, isYes, type ToldOfBooking, type ToldOfStatus, toldOf } from './told.ts';

const rank = ({ orderStatus }: ToldOfStatus) => orderStatuses.indexOf(orderStatus!);

const goesBack = (earlier: ToldOfStatus, later: ToldOfStatus): string | undefined => {
  if (!isYes(later)) return later.status === 404 ? 'there is none' : undefined;
  if (rank(later) < rank(earlier)) return `${later.orderStatus} after ${earlier.orderStatus}`;
  if (earlier.payment === 'PAID' && later.payment === 'PENDING') return 'PENDING after PAID';
  return undefined;
};

/** The status page never goes back: neither to an earlier status, nor to "not paid", nor to "no such order". */
const statusNeverGoesBack = ({ told }: Evidence): Finding[] =>
  [...Map.groupBy(toldOf(told, 'orderStatus'), ({ orderId }) => orderId)].flatMap(([orderId, looks]) => {
    const sorted = looks.toSorted((a, b) => a.askedAt - b.askedAt);
    let seen: ToldOfStatus | undefined;
    for (const look of sorted) {
      // One that was asked for before the other was answered may be older.
      const says = seen && look.askedAt > seen.at ? goesBack(seen, look) : undefined;
      if (says) return [{ subject: orderId, says: `its page says ${says}` }];
      if (isYes(look) && (!seen || look.at > seen.at)) seen = look;
    }
    return [];
  });

/** What the status page says has been so by then. */
const statusIsOfItsHistory = ({ told, history }: Evidence): Finding[] => {
  const steps = Map.groupBy(history, ({ orderId }) => orderId);
  return toldOf(told, 'orderStatus')
    .filter(isYes)
    .filter(
      ({ orderId, orderStatus, at }) =>
        !(steps.get(orderId) ?? []).some((step) => step.status === orderStatus && step.at <= at),
    )
    .map(({ orderId, orderStatus }) => ({
      subject: orderId,
      says: `its page said ${orderStatus} too early`,
    }));
};

// The last word counts; but a try without an answer may have come after it, and one that was refused has not.
const mayBeBooked = (tries: readonly ToldOfBooking[]): Set<number> => {
  const all = tries.filter(isYes);
  const last = all.filter((yes) => !all.some((other) => other.askedAt > yes.at));
  const since = Math.min(...last.map(({ askedAt }) => askedAt));
  const later = tries.filter((each) => isDoubt(each) && (last.length === 0 || each.at >= since));
  return new Set([
    ...last.map(({ bookedTime, time }) => bookedTime ?? time),
    ...later.map(({ time }) => time),
  ]);
};

/** What is booked is what the customer was told, or asked for last without an answer; and nothing was booked by itself. */
const bookingsAreAsTold = ({ told, deliveries, orders }: Evidence): Finding[] => {
  const customers = new Map(orders.map((order) => [order.orderId, order]));
  const tries = Map.groupBy(toldOf(told, 'bookDelivery'), ({ orderId }) => orderId);
  const booked = new Map(deliveries.map((row) => [row.orderId, row.time]));
  return [...new Set([...tries.keys(), ...booked.keys()])].flatMap((orderId) => {
    const order = customers.get(orderId);
    const own = tries.get(orderId) ?? [];
    const [time, possible] = [booked.get(orderId) ?? null, mayBeBooked(own)];
    if (order === undefined || order.testId > 0 || order.status === 'CANCELLED') return [];
    if (time === null ? !own.some(isYes) : possible.has(time)) return [];
    const told = [...possible].map((each) => new Date(each).toISOString()).join(' or ') || 'nothing';
    const is = time === null ? 'nothing' : new Date(time).toISOString();
    return [{ subject: orderId, says: `was told that ${told} is booked, and ${is} is` }];
  });
};

/** Of several bookings that name no other one to replace, one at most is made. */
const firstBookingsReplaceNothing = ({ told }: Evidence): Finding[] => {
  return [...Map.groupBy(toldOf(told, 'bookDelivery'), ({ orderId }) => orderId)].flatMap(
    ([orderId, own]) => {
      // Whoever asks for the time to which it was changed is told that it is booked.
      const changed = new Set(own.filter(({ replaces }) => replaces !== undefined).map(({ time }) => time));
      const firsts = own.filter(
        (each) => isYes(each) && each.replaces === undefined && !changed.has(each.time),
      );
      const times = new Set(firsts.map(({ bookedTime, time }) => bookedTime ?? time));
      return times.size <= 1
        ? []
        : [{ subject: orderId, says: `was booked ${times.size} times as the first` }];
    },
  );
};

/** An order that a customer saw cancelled stays cancelled. */
const cancelledStaysCancelled = ({ told, orders }: Evidence): Finding[] => {
  const live = new Set(orders.filter(({ status }) => status !== 'CANCELLED').map(({ orderId }) => orderId));
  return toldOf(told, 'orderStatus')
    .filter((each) => isYes(each) && each.orderStatus === 'CANCELLED' && live.has(each.orderId))
    .map(({ orderId }) => ({ subject: orderId, says: 'was seen cancelled, and is not' }));
};

/** What customers were shown. */
export const pageInvariants = {
  statusNeverGoesBack,
  statusIsOfItsHistory,
  bookingsAreAsTold,
  firstBookingsReplaceNothing,
  cancelledStaysCancelled,
} satisfies Invariants;
