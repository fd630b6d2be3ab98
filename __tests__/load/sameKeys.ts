import { shopFacts } from '../../src/contracts/markets.ts';
import { paymentProvider, type ProviderPayment } from '../../src/platform/paymentProvider.ts';
import { type RunningShop, until } from '../runningShop.ts';
import { orderOnce } from './clients.ts';

/** What many tries under few keys led to. */
export interface Counted {
  answers: Record<string, number>;
  ids: number;
  orders: number;
  authorisations: number;
  captures: number;
}

const paymentsAt = async (bank: string): Promise<ProviderPayment[]> => {
  process.env['BANK_URL'] = bank;
  const all: ProviderPayment[] = [];
  for (const id of Object.keys(shopFacts.providers)) {
    let after: string | undefined;
    do {
      const page = await paymentProvider(id).list({ from: 0, to: Date.now() + 1, after });
      all.push(...page.payments);
      after = page.next;
    } while (after !== undefined);
  }
  return all;
};

/** Each of so many customers sends one order under one key so many times at once; counts what became of it in the end. */
export const manyTries = async (shop: RunningShop, keys: number, times: number): Promise<Counted> => {
  const answers: Record<string, number> = {};
  const ids = new Set<string>();
  const before = new Set((await paymentsAt(shop.bank)).map(({ id }) => id));
  for (let key = 0; key < keys; key++) {
    const headers = { 'idempotency-key': `key-of-customer-${key}` };
    const tries = Array.from({ length: times }, () => orderOnce(shop.api, key, headers));
    for (const { status, orderId } of await Promise.all(tries)) {
      answers[status] = (answers[status] ?? 0) + 1;
      if (orderId !== undefined) ids.add(orderId);
    }
  }
  const all = [...ids];
  const count = async (condition: string) =>
    Number(
      (
        await shop.rows<{ n: string }>(`select count(*) as n from orders where id = any($1) ${condition}`, [
          all,
        ])
      )[0]?.n,
    );
  await until(
    'all orders paid and stocked',
    async () => (await count(`and paid_at is not null and status <> 'PLACED'`)) >= all.length,
    900_000,
  );
  const payments = (await paymentsAt(shop.bank)).filter(({ id }) => !before.has(id));
  return {
    answers,
    ids: all.length,
    orders: await count(''),
    authorisations: payments.length,
    captures: payments.filter(({ status, captured, amount }) => status === 'captured' && captured === amount)
      .length,
  };
};
