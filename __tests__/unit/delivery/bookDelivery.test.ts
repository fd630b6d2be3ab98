import { Problem } from '../../../src/contracts/problem.ts';
import type { Wish } from '../../../src/delivery/deliveries.ts';
import { bookDelivery, bookTestOrder } from '../../../src/delivery/bookDelivery.ts';
import { freeSlot } from '../../../src/delivery/freeSlot.ts';
import { offeredTimes } from '../../../src/delivery/slots.ts';
import { metadata } from '../../../src/platform/eventBus.ts';
import { anOrder } from '../../given.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');

const diary = () => {
  const wishes: Wish[] = [];
  const book = async (wish: Wish) => {
    wishes.push(wish);
    return { orderId: wish.orderId, deliveryTime: wish.deliveryTime };
  };
  return { wishes, book };
};

const orderDeliverable = (testId: number) => {
  const { orderId, name, email, phone, street, city, market } = anOrder();
  return {
    name: 'OrderDeliverable' as const,
    detail: { orderId, name, email, phone, street, city, market, testId, metadata: metadata('c') },
  };
};

beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

describe('Booking a delivery', () => {
  test('asks for the time together with the markets that offer it', async () => {
    const { wishes, book } = diary();
    const deliveryTime = offeredTimes('MX', NOW)[4]!;
    await bookDelivery({ book }, () => NOW)({ orderId: 'x', deliveryTime });
    await bookDelivery({ book }, () => NOW)({ orderId: 'x', deliveryTime: deliveryTime / 1000 });
    expect(wishes).toEqual([
      { orderId: 'x', deliveryTime, offeredIn: ['MX'] },
      { orderId: 'x', deliveryTime: deliveryTime / 1000, offeredIn: [] },
    ]);
  });

  test('says which time a change is about', async () => {
    const { wishes, book } = diary();
    await bookDelivery({ book }, () => NOW)({ orderId: 'x', deliveryTime: 2, replaces: 1 });
    expect(wishes).toEqual([{ orderId: 'x', deliveryTime: 2, replaces: 1, offeredIn: [] }]);
  });

  test('a test order books itself where the stage says so; a customer’s order never does', async () => {
    const { wishes, book } = diary();
    process.env['BOOK_TEST_ORDERS'] = 'true';
    await bookTestOrder({ book }, () => NOW)(orderDeliverable(7));
    await bookTestOrder({ book }, () => NOW)(orderDeliverable(0));
    process.env['BOOK_TEST_ORDERS'] = 'false';
    await bookTestOrder({ book }, () => NOW)(orderDeliverable(7));
    expect(wishes).toEqual([
      expect.objectContaining({ deliveryTime: offeredTimes('US', NOW)[0], offeredIn: ['US'] }),
    ]);
  });

  test.each([
    ['DELIVERY_TIME_DIFFERS', 'BOOKED_BEFORE'],
    ['DELIVERY_CHANGED_ONCE', 'BOOKED_BEFORE'],
    ['SLOT_NOT_OFFERED', 'SLOT_NOT_OFFERED'],
  ] as const)('a test order whose booking is answered %s ends as %s', async (code, end) => {
    process.env['BOOK_TEST_ORDERS'] = 'true';
    const book = () => Promise.reject(new Problem(code, 'no'));
    const result = bookTestOrder({ book }, () => NOW)(orderDeliverable(7));
    expect(await result.catch((problem: Problem) => problem.code)).toBe(end);
  });
});

describe('A cancelled order', () => {
  test.each([
    [true, 'FREED'],
    [false, 'NOTHING_BOOKED'],
  ])('whose delivery was booked (%s) is %s', async (isBooked, result) => {
    const { orderId, name, email, phone, street, city, market } = anOrder();
    const cancelled: unknown[] = [];
    const cancel = async (...order: unknown[]) => {
      cancelled.push(order);
      return isBooked;
    };
    const detail = { orderId, name, email, phone, street, city, market, metadata: metadata('c') };
    const money = { credit: 0, totalPrice: 45000, localPrice: 45000, currency: 'USD' } as const;
    const why = { reason: 'BY_OPERATOR', money: 'ALL_GOES_BACK', testId: 0 } as const;
    const event = { name: 'OrderCancelled', detail: { ...detail, ...money, ...why } } as const;
    expect(await freeSlot({ cancel })(event)).toBe(result);
    expect(cancelled).toEqual([[orderId, market]]);
  });
});
