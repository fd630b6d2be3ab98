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
};
