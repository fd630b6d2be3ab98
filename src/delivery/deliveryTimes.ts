import type { APIGatewayProxyEvent, ScheduledEvent } from 'aws-lambda';
import { Market } from '../contracts/fields.ts';
import { DeliveryTimes } from '../contracts/requests.ts';
import type { FreeTimes } from '../contracts/responses.ts';
import { http } from '../platform/http.ts';
import { log } from '../platform/log.ts';
import { measured } from '../platform/metrics.ts';
import { numberSetting } from '../platform/settings.ts';
import { type Deliveries, deliveriesOverGraphql } from './deliveries.ts';
import { freeSlots, offeredTimes } from './slots.ts';

/** Tells which delivery times a market still offers, and how many places are left in each. */
export const deliveryTimes =
  (deliveries: Pick<Deliveries, 'takenSlots'>, now: () => number) =>
  async ({ market }: { market: Market }): Promise<FreeTimes> => {
    const taken = await deliveries.takenSlots(market, now());
    const slots = freeSlots(offeredTimes(market, now()), taken, numberSetting('SLOT_CAPACITY'));
    return { deliveryOptions: slots.map(({ time }) => String(time)), slots };
  };

/** Tells the dashboard how many places each market has left in all; the emptiest market gives the alarm. */
export const measureFreeSlots =
  (deliveries: Pick<Deliveries, 'takenSlots'>, now: () => number) => async () => {
    for (const market of Market.options) {
      const { slots } = await deliveryTimes(deliveries, now)({ market });
      const FreeSlots = slots.reduce((sum, { remaining }) => sum + remaining, 0);
      log.info('free delivery slots', { market, ...measured({ FreeSlots }) });
    }
  };

const onRequest = http(DeliveryTimes, deliveryTimes(deliveriesOverGraphql, Date.now));

const onSchedule = measureFreeSlots(deliveriesOverGraphql, Date.now);

export const handler = (event: APIGatewayProxyEvent | ScheduledEvent) =>
  'httpMethod' in event ? onRequest(event) : onSchedule();
