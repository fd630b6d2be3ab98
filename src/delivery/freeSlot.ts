import type { EventOf } from '../contracts/events.ts';
import { consume } from '../platform/consume.ts';
import { type Deliveries, deliveriesOverGraphql } from './deliveries.ts';

/** Gives the place of a cancelled order to somebody else, and books none for it should its booking come late. */
export const freeSlot =
  (deliveries: Pick<Deliveries, 'cancel'>) =>
  async ({ detail: { orderId, market } }: EventOf<'OrderCancelled'>) =>
    (await deliveries.cancel(orderId, market)) ? 'FREED' : 'NOTHING_BOOKED';

export const handler = consume('freeSlot', freeSlot(deliveriesOverGraphql));
