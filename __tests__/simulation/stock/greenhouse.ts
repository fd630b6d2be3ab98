import { Outage } from '../../../src/platform/outage.ts';
import type { Supplier } from '../../../src/stock/supplier.ts';
import { call } from '../lambda/seams/door.ts';

/** Stands in for src/stock/supplier.ts: the supplier is somebody outside. */
export const greenhouse: Supplier = {
  async order(idempotencyKey, lines, email) {
    const answer = await call('supplier', 'Order', { idempotencyKey, lines, email });
    if ('error' in answer) throw new Outage(answer.error.message);
    return `greenhouse-${idempotencyKey}`;
  },
};
