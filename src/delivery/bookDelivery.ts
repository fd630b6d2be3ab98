import type { APIGatewayProxyEvent, Context, SQSEvent } from 'aws-lambda';
import type { EventOf } from '../contracts/events.ts';
import { Market } from '../contracts/fields.ts';
import { Problem } from '../contracts/problem.ts';
import { BookDelivery } from '../contracts/requests.ts';
import { consume, isQueueBatch } from '../platform/consume.ts';
import { http } from '../platform/http.ts';
import { log } from '../platform/log.ts';
import { isOn } from '../platform/settings.ts';
import { type Deliveries, deliveriesOverGraphql } from './deliveries.ts';
import { offeredTimes } from './slots.ts';

/** Books the delivery time that a customer chose, or changes it once. */
export const bookDelivery =
  (deliveries: Pick<Deliveries, 'book'>, now: () => number) =>
  async ({ orderId, deliveryTime, replaces }: BookDelivery) => {
    const offeredIn = Market.options.filter((market) => offeredTimes(market, now()).includes(deliveryTime));
    const booking = await deliveries.book({ orderId, deliveryTime, replaces, offeredIn });
    log.info('delivery booked', { deliveryTime });
    return booking;
  };

const keepsItsTime = (refusal: unknown) =>
  refusal instanceof Problem && ['DELIVERY_TIME_DIFFERS', 'DELIVERY_CHANGED_ONCE'].includes(refusal.code);

/** Books the first time for a test order, so that a test can wait instead of click. */
export const bookTestOrder =
  (deliveries: Pick<Deliveries, 'book'>, now: () => number) =>
  async ({ detail: { orderId, market, testId } }: EventOf<'OrderDeliverable'>) => {
    if (testId === 0 || !isOn('BOOK_TEST_ORDERS')) return 'LEFT_TO_THE_CUSTOMER';
    const [deliveryTime] = offeredTimes(market, now());
    if (deliveryTime === undefined) throw new Error('no delivery time is offered');
    try {
      await deliveries.book({ orderId, deliveryTime, offeredIn: [market] });
      return 'BOOKED';
    } catch (refusal) {
      if (keepsItsTime(refusal)) return 'BOOKED_BEFORE';
      throw refusal;
    }
  };

const onRequest = http(BookDelivery, bookDelivery(deliveriesOverGraphql, Date.now));

const onEvent = consume('bookDelivery', bookTestOrder(deliveriesOverGraphql, Date.now));

export const handler = (event: SQSEvent | APIGatewayProxyEvent, context: Context) =>
  isQueueBatch(event) ? onEvent(event, context) : onRequest(event);
