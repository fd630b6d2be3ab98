import { join } from 'node:path';
import { broken } from '../cloud/serve.ts';
import type { SimulatedService } from '../service.ts';

/** What the finance service brings to the simulation: those who keep the books, down now and then. */
export const finance: SimulatedService = {
  rates: { booksDown: 0.02 },
  seams: { 'finance/financeSystem.ts': join(import.meta.dirname, 'bookkeepers.ts') },
  parties: ({ engine, isDown }) => ({
    serves: {
      books: ({ site }, answer) =>
        answer(isDown('books') || engine.fault('booksDown', site) ? broken() : { value: {} }),
    },
  }),
  tables: {
    ledger: `select order_id as "orderId", kind, amount as "amountUsd" from ledger_entries order by event_id`,
  },
};
