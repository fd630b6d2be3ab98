import { ApolloServer } from '@apollo/server';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startBankServer } from '../../infra/local/bank/bankServer.ts';
import { typeDefs } from '../../src/database/resolvers.ts';
import { settle } from '../../src/payment/settle.ts';
import { settlementsOver } from '../../src/payment/settlements.ts';
import type { AskDatabase } from '../../src/platform/database.ts';
import type { OrderInput } from '../../src/platform/databaseSchema.ts';
import { paymentProvider } from '../../src/platform/paymentProvider.ts';
import { anOrder } from '../given.ts';
import { emptyFolder } from './localGiven.ts';
import { aShop } from './storeGiven.ts';

const PROVIDER = 'blankOfAmerica';

/** A running bank with a ledger of its own, to which the payment provider's port leads. */
export const aBank = async () => {
  const server = await startBankServer({ port: 0, file: join(emptyFolder(), 'ledger.jsonl') });
  const url = `http://127.0.0.1:${server.port}`;
  process.env['BANK_URL'] = url;
  return {
    provider: paymentProvider(PROVIDER),
    /** Tells the bank what to get wrong next (infra/local/bank/control.ts). */
    goesWrong: (orders: object) =>
      fetch(`${url}/control`, {
        method: 'PUT',
        headers: { 'x-local-control': 'yes' },
        body: JSON.stringify(orders),
      }),
    stop: () => server.stop(),
  };
};

export type Bank = Awaited<ReturnType<typeof aBank>>;

/** The shop's database service and its payment service, over the bank. */
export const aPayingShop = ({ provider }: Bank) => {
  const shop = aShop();
  const server = new ApolloServer({ typeDefs, resolvers: shop.service });
  const ask: AskDatabase = async (query, variables) => {
    const { body } = await server.executeOperation({ query, variables });
    if (body.kind !== 'single' || body.singleResult.errors) throw new Error(JSON.stringify(body));
    return JSON.parse(JSON.stringify(body.singleResult.data)) as never;
  };

  /** An order whose money is held as createOrder does it; not stored yet. */
  const aHeldOrder = async (changes: Partial<OrderInput> = {}) => {
    const order = anOrder(changes);
    const { id } = await provider.authorise({
      idempotencyKey: randomUUID(),
      amount: order.localPrice,
      currency: order.currency,
      email: order.email,
      metadata: { orderId: order.orderId },
    });
    return {
      ...order,
      paymentId: id,
      payment: { provider: PROVIDER, paymentId: id, amount: order.localPrice, currency: order.currency },
    };
  };
  const aPlacedOrder = async (changes: Partial<OrderInput> = {}) => {
    const order = await aHeldOrder(changes);
    await shop.place(order);
    return order;
  };
  const settledBy = (askIt: AskDatabase) => settle(settlementsOver(askIt), paymentProvider);
  /** What PaymentSettled has told of an order, one after the other. */
  const told = (orderId: string) =>
    shop.bus.announced.flatMap(({ name, detail }) =>
      name === 'PaymentSettled' && detail.orderId === orderId ? [detail.outcome] : [],
    );
  const paymentsOf = (orderId: string) => shop.service.Order.payments({ orderId });
  return { ...shop, ask, aHeldOrder, aPlacedOrder, settledBy, settle: settledBy(ask), told, paymentsOf };
};
