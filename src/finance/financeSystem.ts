import { fakeThirdParty } from '../platform/fakeThirdParty.ts';

/** Our books are kept by another company. The same key is entered once; it gives their reference. `amount` in US cents, below 0 for a credit. */
export interface FinanceSystem {
  enter(idempotencyKey: string, amount: number, email: string): Promise<string>;
}

/** A fake until there is a contract; see platform/fakeThirdParty.ts for what it can be told. */
export const bookkeepers: FinanceSystem = {
  enter: (idempotencyKey, _amount, email) => fakeThirdParty('finance', email, `ledger-${idempotencyKey}`),
};
