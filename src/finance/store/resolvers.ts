import { type OfOrder, rowsByOrder, type StoreEdges, withIds, writeRounds } from '../../platform/store.ts';
import RECORD_ENTRIES from './recordEntries.sql';

export interface LedgerEntryInput {
  orderId: string;
  amount: number;
  reference: string;
}

type LedgerOutcome = 'RECORDED' | 'ALREADY_RECORDED' | 'WRONG_AMOUNT' | 'ORDER_NOT_FOUND';

const FIND = `
select order_id as "orderId", amount, reference, to_json(recorded_at) #>> '{}' as "recordedAt"
from finance_ledger where order_id = any(string_to_array(:ids, ',')::uuid[])`;

/** What answers the finance store's fields. */
export const financeResolvers = ({ sql, write }: StoreEdges) => {
  const record = writeRounds<LedgerEntryInput, LedgerOutcome>(write, RECORD_ENTRIES, 'entries');
  const entriesOf = rowsByOrder(sql, FIND);

  return {
    Mutation: {
      recordLedgerEntries: (_: unknown, { entries }: { entries: LedgerEntryInput[] }) =>
        record(withIds(entries)),
    },
    Order: {
      ledgerEntry: async (order: OfOrder) => (await entriesOf(order))[0] ?? null,
    },
  };
};
