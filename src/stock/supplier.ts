import type { OrderLine } from '../contracts/events.ts';
import { fakeThirdParty } from '../platform/fakeThirdParty.ts';

/** Who grows our plants. Ordering again with the same key orders once; it gives the supplier's reference. */
export interface Supplier {
  order(idempotencyKey: string, lines: readonly OrderLine[], email: string): Promise<string>;
}

/** A fake until there is a contract: it always has plants, unless told otherwise (see platform/fakeThirdParty.ts). */
export const greenhouse: Supplier = {
  order: (idempotencyKey, _lines, email) => fakeThirdParty('stock', email, `greenhouse-${idempotencyKey}`),
};
