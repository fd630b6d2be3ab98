import type { DetailOf, EventOf } from '../../../src/contracts/events.ts';
import type { EventsOf } from '../../../src/contracts/subscriptions.ts';
import { factsOf } from '../../../src/email/email.ts';
import { metadata } from '../../../src/platform/eventBus.ts';
import { anOrder } from '../../given.ts';

const PLACED_AT = Date.parse('2026-11-24T12:00:00Z');
const MINUTE = 60_000;

const { orderId, name, email, phone, street, city, market, products, lines, totalPrice, localPrice } =
  anOrder();
const about = { metadata: metadata('correlation-1', new Date(PLACED_AT)), orderId, testId: 0 };

const placed = (changes: Partial<DetailOf<'OrderPlaced'>> = {}): EventOf<'OrderPlaced'> => ({
  name: 'OrderPlaced',
  detail: { ...about, name, email, products, lines, totalPrice, market, localPrice, ...changes },
});

const cancelled = (changes: Partial<DetailOf<'OrderCancelled'>> = {}): EventOf<EventsOf<'email'>> => ({
  name: 'OrderCancelled',
  detail: {
    ...{ ...about, name, email, phone, street, city, market, totalPrice, localPrice, currency: 'USD' },
    ...{ reason: 'BY_OPERATOR', money: 'MONEY_BACK', credit: totalPrice, ...changes },
  },
});

beforeEach(() => {
  process.env['EFFECT_LIMIT'] = '600';
});

describe('What is a reason to write', () => {
  test('OrderPlaced is none: OrderCreated came moments before it', () => {
    expect(factsOf(placed(), PLACED_AT + 9 * MINUTE)).toBeUndefined();
  });

  test('OrderPlaced announced again, because the thanks have not left, is one', () => {
    expect(factsOf(placed(), PLACED_AT + 10 * MINUTE)).toMatchObject({
      transaction: 'OrderCreated',
      email,
      market: 'US',
      ordered: { lines, localPrice },
    });
  });

  test('OrderPlaced of an earlier release does not say in which language', () => {
    const event = placed();
    delete event.detail.market;
    expect(factsOf(event, PLACED_AT + 10 * MINUTE)).toBeUndefined();
  });
});

describe('A cancellation', () => {
  test('tells the whole amount and when it was decided', () => {
    expect(factsOf(cancelled(), PLACED_AT)).toMatchObject({ localPrice, decidedAt: PLACED_AT });
  });

  test('tells no amount when some of it was refunded before: it would be too much', () => {
    expect(factsOf(cancelled({ credit: 30000 }), PLACED_AT)).toMatchObject({ localPrice: undefined });
  });
});
