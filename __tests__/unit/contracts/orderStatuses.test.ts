import { events } from '../../../src/contracts/events.ts';
import {
  cancelReasons,
  isFinal,
  movingFacts,
  openStatuses,
  orderStatuses,
  outcomeOf,
  statusAfter,
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

describe('A fact that wants to move an order', () => {
  test.each([
    // given, when it is to become, then
    ['PLACED', 'STOCKED', 'DONE'],
    ['STOCKED', 'DELIVERY_BOOKED', 'DONE'],
    ['PLACED', 'DELIVERY_BOOKED', 'WRONG_STATUS'],
    ['STOCKED', 'STOCKED', 'ALREADY_DONE'],
    ['DELIVERY_BOOKED', 'DELIVERY_BOOKED', 'ALREADY_DONE'],
    ['DELIVERY_BOOKED', 'STOCKED', 'ALREADY_DONE'],
    ['DELIVERED', 'STOCKED', 'OBSOLETE'],
    ['DELIVERED', 'DELIVERY_BOOKED', 'OBSOLETE'],
    ['COMPLETED', 'STOCKED', 'OBSOLETE'],
    ['CANCELLED', 'STOCKED', 'OBSOLETE'],
    ['CANCELLED', 'DELIVERY_BOOKED', 'OBSOLETE'],
    // These have other causes, which nothing announces yet.
    ['DELIVERY_BOOKED', 'DELIVERED', 'WRONG_STATUS'],
    ['PLACED', 'COMPLETED', 'WRONG_STATUS'],
    ['PLACED', 'CANCELLED', 'WRONG_STATUS'],
  ] as const)('given %s, when it is to become %s, then %s', (from, to, outcome) => {
    expect(outcomeOf(from, to)).toBe(outcome);
  });

  test('is one that updateOrderStatus subscribes to, and brings an order one step on', () => {
    expect([...movingFacts]).toEqual([...subscriptions.updateOrderStatus.events]);
    expect(movingFacts.map(statusAfter)).toEqual(['STOCKED', 'DELIVERY_BOOKED']);
  });
});

describe('Those who read the table', () => {
  test('each event that is announced with a status today has a contract', () => {
    const today = ['OrderCreated', ...movingFacts];
    const announced = transitions
      .filter(({ cause, when }) => today.includes(cause) && !when?.includes('keyIsReused'))
      .flatMap(({ announces = [] }) => announces.map(({ event }) => event));
    expect(announced).toEqual(['OrderPlaced', 'OrderDeliverable']);
    for (const event of announced) expect(Object.keys(events)).toContain(event);
  });
});
