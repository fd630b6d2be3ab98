import type { Market } from '../../contracts/fields.ts';
import { Problem, type ProblemCode } from '../../contracts/problem.ts';
import type { Booking, DeliveryData } from '../../platform/databaseSchema.ts';
import type { Sql } from '../../platform/rdsData.ts';
import { type OfOrder, rowsByOrder, type Write } from '../../platform/store.ts';
import BOOK_DELIVERY from './bookDelivery.sql';
import FREE_SLOT from './freeSlot.sql';

type Refusal =
  | 'NOT_YET_DELIVERABLE'
  | 'WRONG_STATUS'
  | 'SLOT_NOT_OFFERED'
  | 'DELIVERY_CHANGED_ONCE'
  | 'DELIVERY_TIME_DIFFERS'
  | 'TOO_LATE_TO_CHANGE'
  | 'SLOT_FULL';

const refusals: Record<Refusal, string> = {
  NOT_YET_DELIVERABLE: 'This order is not ready for delivery yet. We will write as soon as it is.',
  WRONG_STATUS: 'This order is no longer delivered.',
  SLOT_NOT_OFFERED: 'This time is not one of the delivery times that we offer.',
  DELIVERY_CHANGED_ONCE: 'The delivery time was changed once already and stays as it is.',
  DELIVERY_TIME_DIFFERS: 'The delivery is not booked for the time that was to be replaced.',
  TOO_LATE_TO_CHANGE: 'A delivery can be changed until 24 hours before it.',
  SLOT_FULL: 'This delivery time has just been taken. Please choose another one.',
};

interface Row {
  outcome: 'BOOK' | 'CHANGE' | 'ALREADY_BOOKED' | Refusal;
  orderId: string;
  /** Of the delivery as it is booked now, in ms since 1970; null where it is not. */
  deliveryTime: number | null;
}

const isRefusal = (outcome: string): outcome is Refusal => Object.hasOwn(refusals, outcome);

const refusal = (code: ProblemCode & Refusal, deliveryTime: number | null) => {
  const field = code === 'DELIVERY_TIME_DIFFERS' ? 'replaces' : 'deliveryTime';
  return new Problem(code, refusals[code], {
    errors: [{ field, message: refusals[code] }],
    deliveryTime,
  });
};

// Two first bookings of an order, or its cancellation: the second one's statement began before the first was there, so it can't see it.
const isOvertaken = (error: unknown) => error instanceof Error && error.message.includes('deliveries_pkey');

/**
 * Books a delivery, or changes it once: `replaces` is the time that the change is about, without it the booking is the
 * first. A new booking announces DeliveryBooked, the same time again changes nothing. A refusal says which time is
 * booked. `capacity` is how many customers one slot takes; test orders take none.
 */
export const bookDelivery =
  (write: Write, capacity: () => number) =>
  async ({ orderId, deliveryTime, replaces, offeredIn }: DeliveryData): Promise<Booking> => {
    const tryOnce = () =>
      write<Row>(BOOK_DELIVERY, {
        orderId,
        deliveryTime,
        replaces: replaces ?? null,
        offeredIn: offeredIn?.join(',') ?? null,
        capacity: capacity(),
      });
    const [row] = await tryOnce().catch((error: unknown) => {
      if (isOvertaken(error)) return tryOnce();
      throw error;
    });
    if (!row) throw new Problem('ORDER_NOT_FOUND', 'We know no order with this number.');
    if (isRefusal(row.outcome)) throw refusal(row.outcome, row.deliveryTime);
    return { orderId, deliveryTime: row.deliveryTime ?? deliveryTime };
  };

/** Frees the place of a cancelled order, once, and sees to it that none is booked for it later; true when one became free. */
export const freeSlot =
  (write: Write) =>
  async (orderId: string, market: Market): Promise<boolean> => {
    const [row] = await write<{ isFreed: boolean }>(FREE_SLOT, { orderId, market });
    return row?.isFreed === true;
  };

const TAKEN = `
select (extract(epoch from time) * 1000)::bigint as time, taken from delivery_slots
where market = :market and time >= to_timestamp(:from::bigint / 1000.0) and taken > 0 order by time`;

/** How many places are taken at each delivery time from `from` (ms since 1970) on. */
export const takenSlots = (sql: Sql) => (market: Market, from: number) =>
  sql<{ time: number; taken: number }>(TAKEN, { market, from });

interface Delivery extends OfOrder {
  time: number;
  changes: number;
}

const FIND = `
select order_id as "orderId", (extract(epoch from time) * 1000)::bigint as time, changes from deliveries
where order_id = any(string_to_array(:ids, ',')::uuid[]) and cancelled_at is null`;

/** What is booked for an order: one delivery or none. */
export const deliveriesOf = (sql: Sql) => rowsByOrder<Delivery>(sql, FIND);
