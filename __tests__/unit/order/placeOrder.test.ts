import { placeOrder } from '../../../src/order/placeOrder.ts';
import type { Placement } from '../../../src/order/orders.ts';
import { anOrderCreated, linesLogged } from '../../given.ts';

const place = (outcome: Placement) =>
  placeOrder({ place: () => Promise.resolve(outcome) })({ name: 'OrderCreated', detail: anOrderCreated() });

describe('An order that is stored', () => {
  test.each<[Placement, number]>([
    ['PLACED', 0],
    ['ALREADY_PLACED', 0],
    ['DIFFERENT_ORDER', 0],
    ['KEY_REUSED', 1],
    ['OVER_LIMIT', 1],
  ])('as %s is counted as turned away %d times, so that nobody looks for it', async (outcome, expected) => {
    const lines = linesLogged();
    expect(await place(outcome)).toBe(outcome);
    expect(lines().filter(({ OrdersTurnedAway }) => OrdersTurnedAway === 1)).toHaveLength(expected);
  });
});
