import { randomUUID } from 'node:crypto';
import { type DetailOf, events, type EventName } from '../../src/contracts/events.ts';
import type { OrderInput } from '../../src/platform/databaseSchema.ts';
import { sql } from '../../src/platform/rdsData.ts';
import { anOrder } from '../given.ts';
import { aShop } from './storeGiven.ts';

/** An order whose money is held at a bank. */
export const anAuthorisedOrder = (changes: Partial<OrderInput> = {}): OrderInput => {
  const order = anOrder(changes);
  const { localPrice: amount, currency } = order;
  const payment = { provider: 'blankOfAmerica', paymentId: `boa_${order.orderId}`, amount, currency };
  return { ...order, paymentId: payment.paymentId, payment, keyHash: randomUUID(), ...changes };
};

/** An order of a business that an invoice follows. */
export const anInvoicedOrder = (changes: Partial<OrderInput> = {}): OrderInput =>
  anOrder({
    customerType: 'B2B',
    orgNumber: '1234567',
    payment: { provider: 'invoice' },
    keyHash: randomUUID(),
    ...changes,
  });

interface Refund {
  lines?: { sku: string; quantity: number }[];
  key?: string;
}

/** The database service, what its bus heard of an order's money, and an operator who cancels and refunds. */
export const anOperatedShop = () => {
  const shop = aShop();
  return {
    ...shop,
    /** Stores an order, by default one whose money is held; gives its id. */
    placed: async (order = anAuthorisedOrder()) => {
      await shop.place(order);
      return order.orderId;
    },
    /** What the events of a name have said of an order. */
    said: <Name extends EventName>(name: Name, orderId: string): DetailOf<Name>[] =>
      shop.bus.announced
        .filter((event) => event.name === name && event.detail.orderId === orderId)
        // As the contract has it: nothing missing, nothing too much.
        .map(({ detail }) => {
          expect(events[name].detail.parse(detail)).toEqual(detail);
          return detail as DetailOf<Name>;
        }),
    /** What is to be kept of an order's money. */
    due: async (orderId: string) => {
      const [row] = await sql<{ usd: number; local: number }>(
        'select due_usd as usd, due_local as local from due_orders where order_id = :orderId::uuid',
        { orderId },
      );
      return row!;
    },
    cancel: (orderId: string, by = shop.service) =>
      by.Mutation.cancelOrder(null, { orderId, reason: 'asked by phone', actor: 'olga' }),
    refund: (orderId: string, { lines, key = randomUUID() }: Refund = {}, by = shop.service) =>
      by.Mutation.refundOrder(null, {
        orderId,
        ...(lines && { lines }),
        reason: 'broken pot',
        idempotencyKey: key,
        actor: 'olga',
      }),
  };
};
