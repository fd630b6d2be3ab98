import type { Market } from '../contracts/fields.ts';
import type { Booking } from '../contracts/responses.ts';
import { askDatabase } from '../platform/database.ts';

const TAKEN = `query TakenSlots($market: Market!, $from: Float!) { takenSlots(market: $market, from: $from) { time taken } }`;

const BOOK = `mutation BookDelivery($deliveryData: DeliveryData!) { addDeliveryDataToOrder(deliveryData: $deliveryData) {
  orderId deliveryTime } }`;

const FREE = `mutation FreeSlot($orderId: ID!, $market: Market!) { freeSlot(orderId: $orderId, market: $market) }`;

/** What is asked for: a time, the markets that offer it, and which time it takes the place of, unless it is the first. */
export interface Wish {
  orderId: string;
  deliveryTime: number;
  replaces?: number | undefined;
  offeredIn: Market[];
}

/** Where deliveries are kept. */
export interface Deliveries {
  /** How many places are taken at each time from `from` on, in ms since 1970. */
  takenSlots(market: Market, from: number): Promise<Map<number, number>>;
  /**
   * Rejects with a Problem: ORDER_NOT_FOUND, NOT_YET_DELIVERABLE, SLOT_NOT_OFFERED, SLOT_FULL, WRONG_STATUS,
   * DELIVERY_TIME_DIFFERS, DELIVERY_CHANGED_ONCE or TOO_LATE_TO_CHANGE; it says which time is booked.
   */
  book(wish: Wish): Promise<Booking>;
  /** Frees the place of a cancelled order and lets none be booked for it again; true when one became free. */
  cancel(orderId: string, market: Market): Promise<boolean>;
}

/** Deliveries kept by the private database service. */
export const deliveriesOverGraphql: Deliveries = {
  takenSlots: async (market, from) => {
    const { takenSlots } = await askDatabase(TAKEN, {
      market,
      from,
    });
    return new Map(takenSlots.map(({ time, taken }) => [time, taken]));
  },
  book: async (deliveryData) => {
    const answer = await askDatabase(BOOK, { deliveryData });
    return answer.addDeliveryDataToOrder;
  },
  cancel: async (orderId, market) => (await askDatabase(FREE, { orderId, market })).freeSlot,
};
