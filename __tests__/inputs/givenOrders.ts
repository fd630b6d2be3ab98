import { offeredTimes } from '../../src/delivery/slots.ts';
import { paymentProvider } from '../../src/platform/paymentProvider.ts';
import { anOrder } from '../given.ts';
import { ORDERS, orderIdOf } from './known.ts';
import type { World } from './world.ts';

const PLACE = 'mutation ($orders: [OrderInput!]!) { placeOrders(orders: $orders) { outcome } }';
const MOVE = 'mutation ($changes: [StatusChange!]!) { updateOrderStatuses(changes: $changes) { outcome } }';
const BOOK =
  'mutation ($deliveryData: DeliveryData!) { addDeliveryDataToOrder(deliveryData: $deliveryData) { orderId } }';
const CANCEL =
  'mutation ($orderId: ID!) { cancelOrder(orderId: $orderId, reason: "given", actor: "test") { outcome } }';

const PROVIDER = 'blankOfAmerica';

const aHold = async (n: number, email: string) => {
  const { id, amount, currency } = await paymentProvider(PROVIDER).authorise({
    idempotencyKey: `given-${n}`,
    amount: 45_000,
    currency: 'USD',
    email,
    metadata: { orderId: orderIdOf(n) },
  });
  return { provider: PROVIDER, paymentId: id, amount, currency };
};

const anOrderToMeet = async (n: number) => {
  const { orgNumber: _, ...order } = anOrder({ orderId: orderIdOf(n), testId: n % 5 === 0 ? 7 : 0 });
  const payment = n % 3 === 0 ? await aHold(n, order.email) : { provider: 'invoice' };
  return { ...order, payment };
};

/** Orders that inputs can name: a quarter each placed, deliverable, booked and cancelled; a third has a hold at the bank. */
export const givenOrders = async ({ ask, empty }: Pick<World, 'ask' | 'empty'>): Promise<void> => {
  const done = async (query: string, variables: object) => {
    const { errors } = await ask(query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
  };
  await empty();
  const all = Array.from({ length: ORDERS }, (_, n) => n);
  const from = (quarter: number) => all.filter((n) => n % 4 === quarter).map(orderIdOf);
  await done(PLACE, { orders: await Promise.all(all.map(anOrderToMeet)) });
  const deliverable = [...from(1), ...from(2)];
  for (const change of [{ fact: 'StockCreated' }, { fact: 'PaymentSettled', payment: 'CAPTURED' }])
    await done(MOVE, { changes: deliverable.map((orderId) => ({ orderId, ...change })) });
  const [deliveryTime] = offeredTimes('US', Date.now());
  for (const orderId of from(2)) await done(BOOK, { deliveryData: { orderId, deliveryTime } });
  for (const orderId of from(3)) await done(CANCEL, { orderId });
};
