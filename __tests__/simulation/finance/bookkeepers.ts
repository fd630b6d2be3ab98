import type { FinanceSystem } from '../../../src/finance/financeSystem.ts';
import { Outage } from '../../../src/platform/outage.ts';
import { call } from '../lambda/seams/door.ts';

/** Stands in for src/finance/financeSystem.ts: those who keep our books are somebody outside. */
export const bookkeepers: FinanceSystem = {
  async enter(idempotencyKey, amount, email) {
    const answer = await call('books', 'Enter', { idempotencyKey, amount, email });
    if ('error' in answer) throw new Outage(answer.error.message);
    return `ledger-${idempotencyKey}`;
  },
};
