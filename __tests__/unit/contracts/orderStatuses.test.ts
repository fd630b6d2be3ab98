import { events } from '../../../src/contracts/events.ts';
import {
  cancelReasons,
  finalStatuses,
  isFinal,
  movingFacts,
  openStatuses,
  orderStatuses,
  stepOf,
  transitions,
} from '../../../src/contracts/orderStatuses.ts';
import { subscriptions } from '../../../src/contracts/subscriptions.ts';

const named = transitions.map((transition) => {
  const { cause, to, from, when } = transition;
  const guards = when ? `, if ${when.join(' and ')}` : '';
  return [`${from.join('/') || 'nothing'} → ${to} by ${cause}${guards}`, transition] as const;
});

describe('Each line of the table of order statuses', () => {
  test.each(named)('%s', (_, { from, cause, when = [], to, reason, announces = [] }) => {
    // Only a refund changes an order that has ended, and a cancelled one for nothing in the world.
    if (from.some(isFinal)) expect(cause).toBe('refundOrder');
    expect(from).not.toContain('CANCELLED');
    // An order is cancelled for one of the known reasons, which everybody who has to do with it hears of.
    expect(reason !== undefined).toBe(to === 'CANCELLED');
    if (reason !== undefined) expect(cancelReasons).toContain(reason);
    expect(announces.some(({ event }) => event === 'OrderCancelled')).toBe(to === 'CANCELLED');
    // What lies behind an order never comes again.
    const isBack = openStatuses.some(
      (status) => to === status && from.some((each) => isBehind(status, each)),
    );
    expect(isBack).toBe(false);
    // No other line says something else of the same case.
    const rivals = transitions.filter(
      (other) =>
        other.cause === cause &&
        (other.from.some((each) => from.includes(each)) || (from.length === 0 && other.from.length === 0)) &&
        JSON.stringify(other.when ?? []) === JSON.stringify(when),
    );
    expect(rivals).toHaveLength(1);
  });

  const isBehind = (status: string, other: string) =>
    orderStatuses.findIndex((each) => each === status) < orderStatuses.findIndex((each) => each === other);

  test('every status is reached by one of them, and every open one is left by one', () => {
    for (const status of orderStatuses) expect(transitions.some(({ to }) => to === status)).toBe(true);
    for (const status of openStatuses)
      expect(transitions.some(({ from, to }) => from.includes(status) && to !== 'same')).toBe(true);
    expect(new Set(transitions.flatMap(({ reason }) => reason ?? []))).toEqual(new Set(cancelReasons));
  });
});

describe('A fact', () => {
  test.each([
    // given, what is heard, then
    ['PLACED', 'StockCreated', 'STOCKED'],
    ['STOCKED', 'StockCreated', 'ALREADY_DONE'],
    ['DELIVERY_BOOKED', 'StockCreated', 'ALREADY_DONE'],
    ['PLACED', 'DeliveryBooked', 'WRONG_STATUS'],
    ['STOCKED', 'DeliveryBooked', 'DELIVERY_BOOKED'],
    ['DELIVERY_BOOKED', 'DeliveryBooked', 'ALREADY_DONE'],
    ...openStatuses.flatMap((status) => [
      [status, 'PaymentSettled CAPTURED', 'same, paid'] as const,
      [status, 'PaymentSettled NOT_DUE', 'same, paid'] as const,
      [status, 'PaymentSettled REFUSED', 'CANCELLED, PAYMENT_FAILED'] as const,
    ]),
    ...finalStatuses.flatMap((status) => [
      [status, 'StockCreated', 'OBSOLETE'] as const,
      [status, 'DeliveryBooked', 'OBSOLETE'] as const,
      [status, 'PaymentSettled CAPTURED', 'OBSOLETE'] as const,
      [status, 'PaymentSettled REFUSED', 'OBSOLETE'] as const,
    ]),
  ] as const)('given %s, when it hears %s, then %s', (from, heard, then) => {
    const [fact, payment] = heard.split(' ') as [(typeof movingFacts)[number], 'CAPTURED' | undefined];
    const step = stepOf(from, fact, payment);
    const said =
      step.outcome === 'DONE'
        ? [step.line.to, step.line.marks ?? step.line.reason].filter(Boolean).join(', ')
        : step.outcome;
    expect(said).toBe(then);
  });

  test('is one that updateOrderStatus subscribes to', () => {
    expect([...movingFacts]).toEqual([...subscriptions.updateOrderStatus.events]);
  });
});

describe('Those who read the table', () => {
  test('each event that is announced with a status today has a contract', () => {
    const today = ['OrderCreated', ...movingFacts, 'cancelOrderAsOperator', 'refundOrder'];
    const announced = transitions
      .filter(({ cause }) => today.includes(cause))
      .flatMap(({ announces = [] }) => announces.map(({ event }) => event));
    expect(new Set(announced)).toEqual(
      new Set(['OrderPlaced', 'OrderDeliverable', 'OrderCancelled', 'OrderRefunded']),
    );
    for (const event of announced) expect(Object.keys(events)).toContain(event);
  });
});
