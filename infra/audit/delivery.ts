import type { DeliveryRow, Evidence } from './evidence.ts';
import { owedBy } from './excuses.ts';
import type { Finding, Invariants } from './invariant.ts';

const slotOf = (market: string, time: number) => `${market} ${new Date(time).toISOString()}`;

const isHeld = (row: DeliveryRow): row is DeliveryRow & { time: number } =>
  row.time !== null && row.cancelledAt === null;

/** Each slot counts exactly the deliveries of customers that are booked for it, and never more than it takes. */
const slotsAreNeverOverfull = ({ deliveries, orders, slots, policy }: Evidence): Finding[] => {
  const tests = new Set(orders.filter(({ testId }) => testId > 0).map(({ orderId }) => orderId));
  const booked = new Map<string, number>();
  for (const { market, time, orderId } of deliveries.filter(isHeld))
    if (!tests.has(orderId)) booked.set(slotOf(market, time), (booked.get(slotOf(market, time)) ?? 0) + 1);
  const counted = new Map(slots.map(({ market, time, taken }) => [slotOf(market, time), taken]));
  return [...new Set([...booked.keys(), ...counted.keys()])].flatMap((slot) => {
    const [deliveriesThen, taken] = [booked.get(slot) ?? 0, counted.get(slot) ?? 0];
    return [
      ...(deliveriesThen === taken
        ? []
        : [{ subject: slot, says: `${deliveriesThen} deliveries are booked, and it counts ${taken}` }]),
      ...(deliveriesThen <= policy.slotCapacity
        ? []
        : [{ subject: slot, says: `${deliveriesThen} deliveries in ${policy.slotCapacity} places` }]),
    ];
  });
};

/** A cancelled order keeps no place. */
const cancelledOrdersKeepNoPlace = (evidence: Evidence): Finding[] => {
  const owed = owedBy(evidence, 'freeSlot');
  const cancelled = new Set(
    evidence.orders.filter(({ status }) => status === 'CANCELLED').map(({ orderId }) => orderId),
  );
  return evidence.deliveries
    .filter(isHeld)
    .filter(({ orderId }) => cancelled.has(orderId) && !owed.has(orderId))
    .map(({ orderId }) => ({ subject: orderId, says: 'is cancelled and still has a place' }));
};

/** Only what is booked is brought, and what is brought is booked, once changed at most. */
const whatIsBookedIsBrought = ({ deliveries, orders }: Evidence): Finding[] => {
  const byOrder = new Map(deliveries.map((row) => [row.orderId, row]));
  return orders.flatMap(({ orderId, status }) => {
    const row = byOrder.get(orderId);
    if (row !== undefined && row.changes > 1)
      return [{ subject: orderId, says: `its delivery was changed ${row.changes} times` }];
    const isBrought = status === 'DELIVERY_BOOKED' || status === 'DELIVERED';
    if (!isBrought || (row && isHeld(row))) return [];
    return [{ subject: orderId, says: `is ${status} and has no delivery` }];
  });
};

/** What must be so of all deliveries. */
export const deliveryInvariants = {
  slotsAreNeverOverfull,
  cancelledOrdersKeepNoPlace,
  whatIsBookedIsBrought,
} satisfies Invariants;
