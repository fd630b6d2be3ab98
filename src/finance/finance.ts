import type { EventOf } from '../contracts/events.ts';
import { invalid, Problem } from '../contracts/problem.ts';
import { EnterInBooks } from '../contracts/requests.ts';
import { consume } from '../platform/consume.ts';
import { askDatabase } from '../platform/database.ts';
import { inBatches } from '../platform/inBatches.ts';
import { eventsOrRequests } from '../platform/operators.ts';
import { bookkeepers, type FinanceSystem } from './financeSystem.ts';

/** What is to be entered: a sale once an order, a credit once an event. `amount` in US cents. */
interface Posting {
  /** Of the event; undefined where an operator enters a sale by hand. */
  eventId: string | undefined;
  orderId: string;
  kind: 'SALE' | 'CREDIT';
  amount: number;
  email: string;
}

type LedgerEntry = Omit<Posting, 'email'> & { reference: string };

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
  const answer = await askDatabase(RECORD, {
    entries: entries.map((entry) => ({ ...entry, eventId: entry.eventId ?? null })),
  });
  return answer.recordLedgerEntries.map(({ outcome }) =>
    outcome === 'ORDER_NOT_FOUND' || outcome === 'WRONG_AMOUNT' ? refusals[outcome]() : outcome,
  );
});

/** Enters a sale or a credit in the books, once and for ever, in whichever order they come. */
export const enterInBooks =
  (financeSystem: FinanceSystem, record: RecordEntry) =>
  async ({ email, ...posting }: Posting) => {
    const { orderId, eventId, kind, amount } = posting;
    // The order's id has been the key of sales from the beginning; another key would enter old ones again.
    const key = kind === 'SALE' ? orderId : String(eventId);
    const reference = await financeSystem.enter(key, kind === 'SALE' ? amount : -amount, email);
    return record({ ...posting, reference });
  };

/** What an event wants entered; undefined where the books never had anything that could be given back. */
const postingOf = ({
  name,
  detail,
}: EventOf<'OrderPlaced' | 'OrderCancelled' | 'OrderRefunded'>): Posting | undefined => {
  const { orderId, email, metadata } = detail;
  const entry = { eventId: metadata.eventId, orderId, email };
  if (name === 'OrderPlaced') return { ...entry, kind: 'SALE', amount: detail.totalPrice };
  return detail.credit > 0 ? { ...entry, kind: 'CREDIT', amount: detail.credit } : undefined;
};

const enter = enterInBooks(bookkeepers, recordOverGraphql);

/** What an operator wants entered, once it is sure that this is the order's amount: the books forget nothing. */
const asPlaced = async ({
  orderId,
  totalPrice,
}: {
  orderId: string;
  totalPrice: number;
}): Promise<Posting> => {
  const { getOrder: order } = await askDatabase(FIND, { id: orderId });
  if (!order) throw refusals.ORDER_NOT_FOUND();
  if (order.totalPrice !== totalPrice) throw refusals.WRONG_AMOUNT();
  return { eventId: undefined, orderId, kind: 'SALE', amount: totalPrice, email: order.email };
};

export const handler = eventsOrRequests(
  consume('finance', async (event) => {
    const posting = postingOf(event);
    return posting ? enter(posting) : 'NOTHING_TO_ENTER';
  }),
  EnterInBooks,
  async ({ detail }) => enter(await asPlaced(detail)),
);
