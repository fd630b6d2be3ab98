import type { Safeguards } from '../safeguard.ts';

/** What keeps the books right. */
export const financeSafeguards: Safeguards = {
  'books-know-their-events': {
    what: 'An event is entered in the books once and for ever, by its id.',
    changes: [
      {
        file: 'finance/store/recordEntries.sql',
        from: `select coalesce("eventId", "orderId") as "eventId"`,
        to: `select gen_random_uuid() as "eventId"`,
      },
    ],
  },
  'books-sell-once': {
    what: 'An order is sold once in the books, whatever announces it.',
    changes: [
      {
        file: 'migrations/202611241145_ledger_entries.sql',
        from: "create unique index ledger_entries_sold_once on ledger_entries (order_id) where kind = 'SALE'",
        to: "create index ledger_entries_sold_once on ledger_entries (order_id) where kind = 'SALE'",
      },
    ],
    unneeded:
      'The id of the event covers for it. It is there for the release before, which entered sales by the order, and for operators who enter one by hand.',
  },
};
