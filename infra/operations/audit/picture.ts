import { PaymentTerms } from '../../../src/contracts/events.ts';
import { OrderId } from '../../../src/contracts/fields.ts';
import { shopFacts } from '../../../src/contracts/markets.ts';
import type { AskDatabase } from '../../../src/platform/database.ts';
import type { PaymentProvider } from '../../../src/platform/paymentProvider.ts';
import type { BankPayment } from '../../audit/evidence.ts';
import type { Picture } from './checks.ts';

const PAGE = 200;

const ACCOUNTS = `query Accounts($first: Int, $after: ID) { accounts(first: $first, after: $after) {
  orderId status due dueUsd terms ledger { kind amount } emails { mail sentAt } } }`;

const ordersFrom = async (ask: AskDatabase): Promise<Pick<Picture, 'orders' | 'ledger'>> => {
  const picture: Pick<Picture, 'orders' | 'ledger'> = { orders: [], ledger: [] };
  for (;;) {
    const { accounts } = await ask(ACCOUNTS, { first: PAGE, after: picture.orders.at(-1)?.orderId ?? null });
    for (const { terms, emails, ledger, ...account } of accounts) {
      const { orderId } = account;
      picture.ledger.push(...ledger.map(({ kind, amount }) => ({ orderId, kind, amountUsd: amount })));
      picture.orders.push({
        ...account,
        terms: terms === null ? undefined : PaymentTerms.parse(JSON.parse(terms)),
        mails: emails.flatMap(({ mail, sentAt }) => (sentAt === null ? [] : [mail])),
      });
    }
    if (accounts.length < PAGE) return picture;
  }
};

const paymentsFrom = async (provider: PaymentProvider, to: number): Promise<BankPayment[]> => {
  const payments: BankPayment[] = [];
  let after: string | undefined;
  do {
    const page = await provider.list({ from: 0, to, after });
    for (const { metadata, ...payment } of page.payments)
      payments.push({ ...payment, orderId: OrderId.safeParse(metadata['orderId']).data });
    after = page.next;
  } while (after !== undefined);
  return payments;
};

/** All payments of all banks. */
export const bankPayments = async (
  providerOf: (id: string) => PaymentProvider,
  now: number,
): Promise<BankPayment[]> => {
  const lists = Object.keys(shopFacts.providers).map((id) => paymentsFrom(providerOf(id), now));
  return (await Promise.all(lists)).flat();
};

/** Takes the picture that is judged: all payments of all banks, and all orders with their books and mails. */
export const takePicture = async (
  ask: AskDatabase,
  providerOf: (id: string) => PaymentProvider,
  now = Date.now(),
): Promise<Picture> => ({
  now,
  bank: await bankPayments(providerOf, now),
  ...(await ordersFrom(ask)),
});
