import type { DetailOf } from '../contracts/events.ts';
import { customerOf } from '../contracts/fields.ts';
import { shopFacts } from '../contracts/markets.ts';
import { invalid, Problem } from '../contracts/problem.ts';
import { CreateOrder } from '../contracts/requests.ts';
import type { CreatedOrder } from '../contracts/responses.ts';
import {
  announce as announceOnBus,
  type Announce,
  eventOf,
  metadata,
  NotAnnounced,
} from '../platform/eventBus.ts';
import { http, type RequestContext } from '../platform/http.ts';
import { Answer } from '../platform/httpAnswer.ts';
import { log } from '../platform/log.ts';
import { addToLogContext } from '../platform/logContext.ts';
import { measured } from '../platform/metrics.ts';
import { settings } from '../platform/settings.ts';
import { orderIdFor } from './orderId.ts';
import { Declined, paymentProviders, type PaymentProvider } from './payments.ts';
import { acceptable, type AcceptableOrder } from './rules.ts';

interface Edges {
  payments: typeof paymentProviders;
  announce: Announce;
}

const idempotencyKeyIn = ({ header }: RequestContext): string | undefined => {
  const key = header('idempotency-key');
  if (key !== undefined && !/^[\x21-\x7e]{8,255}$/.test(key))
    throw invalid({ field: 'Idempotency-Key', message: 'must be 8 to 255 visible ASCII characters' });
  return key;
};

const charge = async (provider: PaymentProvider, orderId: string, email: string, order: AcceptableOrder) => {
  if (!order.chargedAtOnce) return undefined;
  const { localPrice: amount, currency } = order;
  try {
    return await provider.charge({ idempotencyKey: orderId, amount, currency, email });
  } catch (error) {
    if (error instanceof Declined)
      throw new Problem(
        'PAYMENT_DECLINED',
        'Your payment was declined. You have not been charged and nothing was ordered.',
      );
    log.error('payment provider failed', { error });
    throw new Problem(
      'PAYMENT_UNAVAILABLE',
      'We could not reach the payment provider. Please try again in a moment.',
    );
  }
};

// An operator has to look: the runbook says what to do (alarm payments-in-doubt).
const noteDoubt = (what: string, paymentId: string | undefined, error: unknown) =>
  log.error(what, { paymentId, error, ...(paymentId !== undefined && measured({ PaymentsInDoubt: 1 })) });

/** The refusal of an order whose event was not announced; the payment is voided where nobody can have heard of it. */
const refusal = async (provider: PaymentProvider, paymentId: string | undefined, error: unknown) => {
  if (!(error instanceof NotAnnounced)) {
    noteDoubt('OrderCreated may not have been announced', paymentId, error);
    return new Problem(
      'ORDER_IN_DOUBT',
      'We could not make sure that your order arrived. Please try again: with the same Idempotency-Key it stays one order, charged once.',
    );
  }
  log.error('OrderCreated could not be announced', { error });
  const isVoided = await (paymentId === undefined ? Promise.resolve() : provider.void(paymentId)).then(
    () => true,
    (failure: unknown) => noteDoubt('a payment could not be voided', paymentId, failure),
  );
  return new Problem(
    'ORDER_NOT_ACCEPTED',
    isVoided
      ? 'We could not take your order just now, and you were not charged. Please try again.'
      : 'We could not take your order just now. Should you see a charge, we give it back. Please try again.',
  );
};

const detailOf = (
  request: CreateOrder,
  order: AcceptableOrder,
): Omit<DetailOf<'OrderCreated'>, 'orderId' | 'metadata'> => {
  const { customerType, market, testId } = request;
  const { chargedAtOnce: _, ...contents } = order;
  return { ...customerOf(request), customerType, market, testId, ...contents };
};

/**
 * Takes an order: checks it against our rules, charges it and announces OrderCreated; only then the customer
 * hears SUCCESS. If the bus refuses the event the payment is voided, and nothing has happened; if the bus does not
 * answer at all the payment stands, because the order may be on its way, and the same Idempotency-Key clears it up.
 */
export const createOrder =
  ({ payments, announce }: Edges) =>
  async (request: CreateOrder, context: RequestContext) => {
    const order = acceptable(request);
    const orderId = orderIdFor(idempotencyKeyIn(context), request.email, settings.orderIdKey);
    addToLogContext({ orderId });
    const provider = payments[shopFacts.markets[request.market].provider];
    const paymentId = await charge(provider, orderId, request.email, order);
    const detail = {
      ...detailOf(request, order),
      orderId,
      paymentId,
      metadata: metadata(context.correlationId),
    };
    try {
      await announce(eventOf('OrderCreated', detail));
    } catch (error) {
      throw await refusal(provider, paymentId, error);
    }
    log.info('order created', measured({ OrdersCreated: 1 }));
    const created: CreatedOrder = { status: 'SUCCESS', redirectUrl: '/success', orderId };
    return new Answer(202, created);
  };

export const handler = http(
  CreateOrder,
  createOrder({ payments: paymentProviders, announce: announceOnBus }),
);
