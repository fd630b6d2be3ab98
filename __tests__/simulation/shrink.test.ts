import { timeline } from './engine/timeline.ts';
import { fewest } from './shrink.ts';

describe('What makes a story short', () => {
  test.each([
    { what: 'one fault', needed: [17] },
    { what: 'two faults that are far apart', needed: [3, 88] },
    { what: 'nothing at all', needed: [] },
  ])('of a hundred faults only those stay that it needs: $what', async ({ needed }) => {
    const all = Array.from({ length: 100 }, (_, nth) => nth);
    const kept = await fewest(all, async (some) => needed.every((nth) => some.includes(nth)));
    expect(kept).toEqual(needed);
  });
});

describe('The timeline', () => {
  test('what is earlier happens first, and at the same moment the tie decides', () => {
    const { add, take, next } = timeline();
    const order: string[] = [];
    add(20, 0.5, () => order.push('late'));
    add(10, 0.9, () => order.push('second'));
    add(10, 0.1, () => order.push('first'));
    while (next() !== undefined) take()!.happen();
    expect(order).toEqual(['first', 'second', 'late']);
  });
});
