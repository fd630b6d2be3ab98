import { join } from 'node:path';
import { broken } from '../cloud/serve.ts';
import type { SimulatedService } from '../service.ts';
import { financeSafeguards } from './safeguards.ts';

/** What the finance service brings to the simulation: those who keep the books, down now and then. */
export const finance: SimulatedService = {
  faults: { booksDown: { rate: 0.02, says: 'those who keep the books do not answer' } },
  seams: { 'finance/financeSystem.ts': join(import.meta.dirname, 'bookkeepers.ts') },
  parties: ({ engine, isDown }) => ({
    serves: {
      books: ({ site, about }, answer) =>
        answer(isDown('books') || engine.fault('booksDown', site, about) ? broken() : { value: {} }),
    },
  }),
  safeguards: financeSafeguards,
  tables: {
    ledger: `select order_id as "orderId", kind, amount as "amountUsd" from ledger_entries order by event_id`,
  },
};
