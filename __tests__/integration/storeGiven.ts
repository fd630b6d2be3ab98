import { resolversOver } from '../../src/database/resolvers.ts';
import type { MovingFact, PaymentOutcome } from '../../src/contracts/fields.ts';
import type { DeliveryData, OrderInput } from '../../src/platform/databaseSchema.ts';
import { sql } from '../../src/platform/rdsData.ts';
import { anOrder } from '../given.ts';
import { aBus } from './databaseGiven.ts';

/** How many customers a slot takes in these tests. */
export const CAPACITY = 5;

const HOUR = 3_600_000;

/** The database service with a bus that remembers, and what tests say to it; `capacity` customers fit into a slot. */
export const aShop = ({ capacity = CAPACITY } = {}) => {
  const bus = aBus();
  // Each Lambda instance has a service of its own.
  const aService = () => resolversOver({ sql, announce: bus.announce, capacity: () => capacity });
  const service = aService();
  const place = (...orders: OrderInput[]) => service.Mutation.placeOrders(null, { orders });
  const tell = (orderId: string, fact: MovingFact, payment?: PaymentOutcome, by = service) =>
    by.Mutation.updateOrderStatus(null, { change: { orderId, fact, ...(payment && { payment }) } });
  const move = (orderId: string, status: 'STOCKED' | 'DELIVERY_BOOKED', by = service) =>
    tell(orderId, status === 'STOCKED' ? 'StockCreated' : 'DeliveryBooked', undefined, by);
  const book = (deliveryData: DeliveryData, by = service) =>
    by.Mutation.addDeliveryDataToOrder(null, { deliveryData });
  const free = (orderId: string, by = service) => by.Mutation.freeSlot(null, { orderId, market: 'US' });
  const find = async (id: string) => (await service.Query.getOrder(null, { id }))!;
  const deliveryOf = async (orderId: string) => ({
    deliveryTime: await service.Order.deliveryTime({ orderId }),
    deliveryChanges: await service.Order.deliveryChanges({ orderId }),
  });
  const aStockedOrder = async (changes: Partial<OrderInput> = {}) => {
    const order = anOrder(changes);
    await place(order);
    await move(order.orderId, 'STOCKED');
    return order.orderId;
  };
  const stockedOrders = async (count: number) => {
    const orders = Array.from({ length: count }, () => anOrder());
    await place(...orders);
    const changes = orders.map(({ orderId }) => ({ orderId, fact: 'StockCreated' as const }));
    await service.Mutation.updateOrderStatuses(null, { changes });
    return orders.map(({ orderId }) => orderId);
  };
  const placesTaken = async (...deliveryTimes: number[]) => {
    const slots = await service.Query.takenSlots(null, { market: 'US', from: Math.min(...deliveryTimes) });
    return deliveryTimes.map((time) => slots.find((slot) => slot.time === time)?.taken ?? 0);
  };
  return {
    ...{
      bus,
      aService,
      service,
      place,
      tell,
      move,
      book,
      free,
      find,
      deliveryOf,
      aStockedOrder,
      stockedOrders,
    },
    placesTaken,
  };
};

/** Does the work so many times at once. */
export const times = <Result>(count: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

/** What became of a booking: BOOKED, or the code of its refusal. */
export const codeOf = (booking: Promise<unknown>) =>
  booking.then(
    () => 'BOOKED',
    (problem: { code?: string; message: string }) => problem.code ?? problem.message,
  );

/** How often each value occurs. */
export const count = (values: unknown[]) =>
  values.reduce<Record<string, number>>(
    (sum, value) => ({ ...sum, [String(value)]: (sum[String(value)] ?? 0) + 1 }),
    {},
  );

let day = 2;
/** A delivery time that no other test uses. */
export const aDeliveryTime = () => Math.ceil(Date.now() / HOUR) * HOUR + ++day * 24 * HOUR;
