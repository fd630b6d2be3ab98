import type {
  LedgerEntry,
  LedgerEntryInput,
  LedgerOutcome,
  MutationResolvers,
  OrderResolvers,
} from '../../platform/databaseSchema.ts';
import { type OfOrder, rowsByOrder, type StoreEdges, withIds, writeRounds } from '../../platform/store.ts';
import RECORD_ENTRIES from './recordEntries.sql';

const FIND = `
select order_id as "orderId", kind, amount, reference, to_json(recorded_at) #>> '{}' as "recordedAt"
from ledger_entries where order_id = any(string_to_array(:ids, ',')::uuid[]) order by recorded_at`;

/** What answers the finance store's fields. */
export const financeResolvers = ({ sql, write }: StoreEdges) => {
  const record = writeRounds<LedgerEntryInput, LedgerOutcome>(write, RECORD_ENTRIES, 'entries');
  const entriesOf = rowsByOrder<LedgerEntry & OfOrder>(sql, FIND);

  return {
    Mutation: {
      recordLedgerEntries: (_, { entries }) => record(withIds(entries)),
    },
    Order: {
      ledgerEntry: async (order: OfOrder) =>
        (await entriesOf(order)).find(({ kind }) => kind === 'SALE') ?? null,
      ledger: (order: OfOrder) => entriesOf(order),
    },
  } satisfies { Mutation: MutationResolvers; Order: OrderResolvers };
};
