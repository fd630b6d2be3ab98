import { randomUUID } from 'node:crypto';
import type { DetailOf, PaymentTerms } from '../contracts/events.ts';
import { customerOf, IdempotencyKey } from '../contracts/fields.ts';
import { type Market, shopFacts } from '../contracts/markets.ts';
import { invalid, Problem } from '../contracts/problem.ts';
import { CreateOrder } from '../contracts/requests.ts';
import type { CreatedOrder } from '../contracts/responses.ts';
import { announce as announceOnBus, type Announce, eventOf, metadata } from '../platform/eventBus.ts';
import { http, type RequestContext } from '../platform/http.ts';
import { Answer } from '../platform/httpAnswer.ts';
import { log } from '../platform/log.ts';
import { addToLogContext } from '../platform/logContext.ts';
import { measured } from '../platform/metrics.ts';
import { paymentProvider, type PaymentProvider } from '../platform/paymentProvider.ts';
import { isOn, setting } from '../platform/settings.ts';
import { authorise, knownPayment, metadataOf, pricesIn } from './authorise.ts';
import { addressOf, type OrderKeys, orderKeys } from './orderId.ts';
import { acceptable, type AcceptableOrder } from './rules.ts';

/** What createOrder works with, and whether test orders may come by this door. */
export interface Edges {
  providerOf: (id: string) => PaymentProvider;
  announce: Announce;
  takesTestOrders: () => boolean;
}

const idempotencyKeyIn = ({ header }: RequestContext): string | undefined => {
  const key = header('idempotency-key');
  if (key === undefined) return undefined;
  const { success, error } = IdempotencyKey.safeParse(key);
  if (!success) throw invalid({ field: 'Idempotency-Key', message: error.issues[0]!.message });
  return key;
};

const isCharged = ({ market, customerType }: CreateOrder): boolean => {
  const terms = shopFacts.markets[market].terms[customerType];
  return 'pays' in terms && terms.pays === 'atOnce';
};

/** The order by our rules. A retry is judged as it was: what was accepted before is not refused for a new price. */
const judged = async (
  request: CreateOrder,
  lookUp: () => ReturnType<typeof knownPayment>,
): Promise<AcceptableOrder> => {
  try {
    return acceptable(request);
  } catch (refusal) {
    const known = isCharged(request) ? await lookUp() : undefined;
    if (known === undefined) throw refusal;
    return { ...acceptable(request, shopFacts, pricesIn(known)), localPrice: known.amount };
  }
};

const providerIn = (market: Market) => shopFacts.markets[market].provider;

const termsOf = async (
  { market, email }: CreateOrder,
  keys: OrderKeys,
  { chargedAtOnce, localPrice, currency, lines }: AcceptableOrder,
  providerOf: Edges['providerOf'],
): Promise<PaymentTerms> => {
  if (!chargedAtOnce) return { provider: 'invoice' };
  const provider = providerIn(market);
  const { id, amount } = await authorise(providerOf(provider), keys, {
    amount: localPrice,
    currency,
    email: addressOf(email),
    metadata: metadataOf(keys.orderId, lines),
  });
  return { provider, paymentId: id, amount, currency };
};

const detailOf = (
  request: CreateOrder,
  order: AcceptableOrder,
  payment: PaymentTerms,
): Omit<DetailOf<'OrderCreated'>, 'orderId' | 'metadata'> => {
  const { customerType, market, testId } = request;
  const { chargedAtOnce: _, ...contents } = order;
  const { paymentId } = { paymentId: undefined, ...payment };
  return { ...customerOf(request), customerType, market, testId, ...contents, paymentId, payment };
};

const announced = async (announce: Announce, detail: DetailOf<'OrderCreated'>): Promise<void> => {
  try {
    await announce(eventOf('OrderCreated', detail));
  } catch (error) {
    // An operator has to look: the runbook says what to do (alarm payments-in-doubt).
    const { paymentId } = detail;
    log.error('OrderCreated may not have been announced', {
      paymentId,
      error,
      ...measured({ PaymentsInDoubt: 1 }),
    });
    throw new Problem(
      'ORDER_IN_DOUBT',
      'We could not make sure that your order arrived. Please try again: with the same Idempotency-Key it stays one order, paid once.',
    );
  }
};

/** Who is in doubt can repeat the request safely, with the key that was made for it too. */
const tellingKey = (failure: unknown, idempotencyKey: string): unknown =>
  failure instanceof Problem && failure.status === 503
    ? new Problem(failure.code, failure.message, { cause: failure.cause, idempotencyKey })
    : failure;

/** What the customer may keep of an order that was taken; `idempotencyKey` repeats the request safely. */
export interface TakenOrder extends Pick<AcceptableOrder, 'lines' | 'totalPrice'> {
  orderId: string;
  idempotencyKey: string;
}

/**
 * Takes an order: checks it against our rules, holds the money and announces OrderCreated; only then it is taken.
 * It never captures and never lets go: where a bank or the bus does not answer, nobody knows what was done, and
 * the same Idempotency-Key clears it up, or the payment service does (docs/decisions/0040).
 */
export const takeOrder =
  ({ providerOf, announce, takesTestOrders }: Edges) =>
  async (
    request: CreateOrder,
    { correlationId, givenKey }: { correlationId: string; givenKey: string | undefined },
  ): Promise<TakenOrder> => {
    if (request.testId > 0 && !takesTestOrders())
      throw invalid({ field: 'testId', message: 'test orders are not taken here; leave it out' });
    const idempotencyKey = givenKey ?? randomUUID();
    const keys = orderKeys(idempotencyKey, request, setting('ORDER_ID_KEY'));
    const { orderId, keyHash } = keys;
    addToLogContext({ orderId });
    let order: AcceptableOrder;
    try {
      order = await judged(request, async () =>
        givenKey === undefined ? undefined : knownPayment(providerOf(providerIn(request.market)), keys),
      );
      const payment = await termsOf(request, keys, order, providerOf);
      await announced(announce, {
        ...detailOf(request, order, payment),
        orderId,
        keyHash,
        metadata: metadata(correlationId),
      });
    } catch (failure) {
      throw tellingKey(failure, idempotencyKey);
    }
    log.info('order created', measured({ OrdersCreated: 1 }));
    return { orderId, idempotencyKey, lines: order.lines, totalPrice: order.totalPrice };
  };

/** Takes an order that comes by POST; its key comes in the header Idempotency-Key. */
export const createOrder = (edges: Edges) => {
  const take = takeOrder(edges);
  return async (request: CreateOrder, context: RequestContext) => {
    const { correlationId } = context;
    const { orderId, idempotencyKey } = await take(request, {
      correlationId,
      givenKey: idempotencyKeyIn(context),
    });
    const created: CreatedOrder = { status: 'SUCCESS', redirectUrl: '/success', orderId, idempotencyKey };
    return new Answer(202, created);
  };
};

/** The bank, the bus and the stage's word on test orders, as the public finds them. */
export const publicEdges: Edges = {
  providerOf: paymentProvider,
  announce: announceOnBus,
  takesTestOrders: () => !isOn('REFUSE_TEST_ORDERS'),
};

export const handler = http(CreateOrder, createOrder(publicEdges));
