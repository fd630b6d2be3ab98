import type { SimulatedService } from '../service.ts';
import { banks } from './bank.ts';
import { paymentSafeguards } from './safeguards.ts';

/** What the payment service brings to the simulation: the banks. */
export const payment: SimulatedService = {
  faults: {
    declined: { rate: 0.03, says: 'the bank declines' },
    captureRefused: { rate: 0.01, says: 'the bank refuses the capture' },
    holdExpires: { rate: 0.01, says: 'the hold lapses after seconds or minutes' },
    bankFails: { rate: 0.01, says: 'the bank breaks the connection, and does nothing' },
  },
  parties: banks,
  safeguards: paymentSafeguards,
  tables: {
    payments: `select id, order_id as "orderId", state, captured, refunded from payments order by id`,
    settlements: `select order_id as "orderId", announced, (extract(epoch from let_go_at) * 1000)::bigint as "letGoAt"
      from settlements order by order_id`,
  },
};
