import type { Market } from '../contracts/fields.ts';
import { askDatabase } from '../platform/database.ts';
import { settings } from '../platform/settings.ts';

/** A booked delivery; `deliveryTime` in ms since 1970. */
export interface Booking {
  orderId: string;
  name: string;
  email: string;
  phone: string;
  street: string;
  city: string;
  deliveryTime: number;
}

/** What booking needs to know of an order. */
export interface OrderToDeliver {
  market: Market;
  testId: number;
  deliveryTime: number | null;
}

/** Where deliveries are kept. */
export interface Deliveries {
  /** Undefined for an unknown order. */
  order(orderId: string): Promise<OrderToDeliver | undefined>;
  /** How many deliveries are booked at each time from `from` on, in ms since 1970. */
  takenSlots(market: Market, from: number): Promise<Map<number, number>>;
  /** Books an offered time. Rejects with a Problem: ORDER_NOT_FOUND, NOT_YET_DELIVERABLE, SLOT_FULL, … */
  book(orderId: string, deliveryTime: number): Promise<Booking>;
}
