import type { EventOf } from '../contracts/events.ts';
import { PlaceOrder } from '../contracts/requests.ts';
import { consume } from '../platform/consume.ts';
import { eventOf, metadata } from '../platform/eventBus.ts';
import { log } from '../platform/log.ts';
import { measured } from '../platform/metrics.ts';
import { eventsOrRequests } from '../platform/operators.ts';
import { type Orders, ordersOverGraphql } from './orders.ts';

const turnedAway = {
  KEY_REUSED: 'the Idempotency-Key of this order belongs to another: it is cancelled',
  OVER_LIMIT: 'the organization of this order has ordered too much by invoice today: it is cancelled',
};

/** Stores a created order, once; the database service then announces OrderPlaced, or OrderCancelled where it can't stand. */
export const placeOrder =
  (orders: Pick<Orders, 'place'>) =>
  async ({ detail }: EventOf<'OrderCreated'>) => {
    const outcome = await orders.place(detail);
    if (outcome === 'DIFFERENT_ORDER') log.warn('an order with other contents has this id: it stands');
    if (outcome === 'KEY_REUSED' || outcome === 'OVER_LIMIT')
      log.warn(turnedAway[outcome], measured({ OrdersTurnedAway: 1 }));
    return outcome;
  };

const react = placeOrder(ordersOverGraphql);

export const handler = eventsOrRequests(
  consume('placeOrder', react),
  PlaceOrder,
  ({ detail }, { correlationId }) =>
    react(eventOf('OrderCreated', { ...detail, metadata: metadata(correlationId) })),
);
