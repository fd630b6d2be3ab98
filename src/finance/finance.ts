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

type RecordEntry = (entry: LedgerEntry) => Promise<string>;

const RECORD = `mutation ($entries: [LedgerEntryInput!]!) { recordLedgerEntries(entries: $entries) { outcome } }`;

const recordOverGraphql: RecordEntry = inBatches(async (entries: readonly LedgerEntry[]) => {
  const answer = await askDatabase<{ recordLedgerEntries: { outcome: string }[] }>(RECORD, { entries });
  return answer.recordLedgerEntries.map(({ outcome }) => outcome);
});

/** Enters a placed order in the books, once and for ever. `totalPrice` is in US cents. */
export const enterInBooks =
  (financeSystem: FinanceSystem, record: RecordEntry) =>
  async ({ orderId, totalPrice, email = '' }: { orderId: string; totalPrice: number; email?: string }) => {
    const reference = await financeSystem.enter(orderId, totalPrice, email);
    return record({ orderId, amount: totalPrice, reference });
  };

const enter = enterInBooks(bookkeepers, recordOverGraphql);

export const handler = eventsOrRequests(
  consume('finance', ({ detail }) => enter(detail)),
  EnterInBooks,
  ({ detail }) => enter(detail),
);
