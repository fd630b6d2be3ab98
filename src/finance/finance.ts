import { invalid, Problem } from '../contracts/problem.ts';
import { EnterInBooks } from '../contracts/requests.ts';
import { consume } from '../platform/consume.ts';
import { askDatabase } from '../platform/database.ts';
import { inBatches } from '../platform/inBatches.ts';
import { eventsOrRequests } from '../platform/operators.ts';
import { bookkeepers, type FinanceSystem } from './financeSystem.ts';

interface LedgerEntry {
  orderId: string;
  amount: number;
  reference: string;
}

/** What became of an entry: made now or made before. */
type Recorded = 'RECORDED' | 'ALREADY_RECORDED';

type RecordEntry = (entry: LedgerEntry) => Promise<Recorded>;

const RECORD = `mutation RecordEntries($entries: [LedgerEntryInput!]!) { recordLedgerEntries(entries: $entries) { outcome } }`;

const refusals = {
  ORDER_NOT_FOUND: () => new Problem('ORDER_NOT_FOUND', 'There is no such order to enter in the books.'),
  WRONG_AMOUNT: () =>
    invalid({ field: 'detail.totalPrice', message: 'is not what the order was placed for' }),
};

const FIND = `query FindPrice($id: ID!) { getOrder(id: $id) { totalPrice email: customerEmail } }`;

const recordOverGraphql = inBatches<LedgerEntry, Recorded>(async (entries) => {
  const answer = await askDatabase(RECORD, { entries });
  return answer.recordLedgerEntries.map(({ outcome }) =>
    outcome === 'ORDER_NOT_FOUND' || outcome === 'WRONG_AMOUNT' ? refusals[outcome]() : outcome,
  );
});

/** Enters a placed order in the books, once and for ever. `totalPrice` is in US cents. */
export const enterInBooks =
  (financeSystem: FinanceSystem, record: RecordEntry) =>
  async ({ orderId, totalPrice, email }: { orderId: string; totalPrice: number; email: string }) => {
    const reference = await financeSystem.enter(orderId, totalPrice, email);
    return record({ orderId, amount: totalPrice, reference });
  };

const enter = enterInBooks(bookkeepers, recordOverGraphql);

/** What an operator wants entered, once it is sure that this is the order's amount: the books forget nothing. */
const asPlaced = async ({ orderId, totalPrice }: { orderId: string; totalPrice: number }) => {
  const { getOrder: order } = await askDatabase(FIND, { id: orderId });
  if (!order) throw refusals.ORDER_NOT_FOUND();
  if (order.totalPrice !== totalPrice) throw refusals.WRONG_AMOUNT();
  return { orderId, ...order };
};

export const handler = eventsOrRequests(
  consume('finance', ({ detail }) => enter(detail)),
  EnterInBooks,
  async ({ detail }) => enter(await asPlaced(detail)),
);
