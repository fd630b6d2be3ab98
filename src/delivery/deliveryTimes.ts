import type { Market } from '../contracts/fields.ts';
import { DeliveryTimes } from '../contracts/requests.ts';
import { http } from '../platform/http.ts';
import { settings } from '../platform/settings.ts';
import { type Deliveries, deliveriesOverGraphql } from './deliveries.ts';
import { freeSlots, offeredTimes } from './slots.ts';

/** Tells which delivery times a market still offers, and how many places are left in each. */
export const deliveryTimes =
  (deliveries: Pick<Deliveries, 'takenSlots'>, now: () => number) =>
  async ({ market }: { market: Market }) => {
    const taken = await deliveries.takenSlots(market, now());
    const slots = freeSlots(offeredTimes(market, now()), taken, settings.slotCapacity);
    return { deliveryOptions: slots.map(({ time }) => String(time)), slots };
  };

export const handler = http(DeliveryTimes, deliveryTimes(deliveriesOverGraphql, Date.now));
