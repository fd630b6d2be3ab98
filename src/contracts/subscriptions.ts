import type { EventName } from './events.ts';

/** What one consumer wants to hear: the events, and optionally only those whose detail matches an EventBridge pattern. */
export interface Subscription {
  events: readonly EventName[];
  where?: Record<string, unknown>;
}

/**
 * Who consumes what. The key is the function's name in serverless.yml.
 * Rules, queues, dead-letter queues, policies, alarms and the local cloud all come from here.
 */
export const subscriptions = {
  placeOrder: { events: ['OrderCreated'] },
  stock: { events: ['OrderPlaced'] },
  payment: { events: ['OrderPlaced', 'OrderCancelled', 'OrderRefunded'] },
  finance: { events: ['OrderPlaced', 'OrderCancelled', 'OrderRefunded'] },
  updateOrderStatus: { events: ['StockCreated', 'DeliveryBooked', 'PaymentSettled'] },
  bookDelivery: { events: ['OrderDeliverable'], where: { testId: [{ numeric: ['>', 0] }] } },
  freeSlot: { events: ['OrderCancelled'] },
  email: { events: ['OrderCreated', 'OrderDeliverable', 'DeliveryBooked'] },
} as const satisfies Record<string, Subscription>;

/** A function that consumes events. */
export type Consumer = keyof typeof subscriptions;

/** The names of the events that a consumer receives. */
export type EventsOf<Name extends Consumer> = (typeof subscriptions)[Name]['events'][number];
