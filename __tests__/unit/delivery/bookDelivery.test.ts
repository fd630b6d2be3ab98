import type { Wish } from '../../../src/delivery/deliveries.ts';
import { bookDelivery, bookTestOrder } from '../../../src/delivery/bookDelivery.ts';
import { offeredTimes } from '../../../src/delivery/slots.ts';
import { metadata } from '../../../src/platform/eventBus.ts';
import { anOrder } from '../../given.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');

const diary = () => {
  const wishes: Wish[] = [];
  const book = async (wish: Wish) => {
    wishes.push(wish);
    return { ...anOrder(), deliveryTime: wish.deliveryTime };
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

  test('a test order books itself where the stage says so; a customer’s order never does', async () => {
    const { wishes, book } = diary();
    process.env['BOOK_TEST_ORDERS'] = 'true';
    await bookTestOrder({ book }, () => NOW)(orderDeliverable(7));
    await bookTestOrder({ book }, () => NOW)(orderDeliverable(0));
    process.env['BOOK_TEST_ORDERS'] = 'false';
    await bookTestOrder({ book }, () => NOW)(orderDeliverable(7));
    expect(wishes).toEqual([
      expect.objectContaining({ deliveryTime: offeredTimes('US', NOW)[0], isFirst: true }),
    ]);
  });
});
