import type { SimulatedService } from '../service.ts';
import { banks } from './bank.ts';

/** What the payment service brings to the simulation: the banks. */
export const payment: SimulatedService = {
  rates: {
    /** The bank says no: to a hold, to a capture; a hold lapses early; the bank breaks off. */
    declined: 0.03,
    captureRefused: 0.01,
    holdExpires: 0.01,
    bankFails: 0.01,
  },
  parties: banks,
  tables: {
    payments: `select id, order_id as "orderId", state, captured, refunded from payments order by id`,
    settlements: `select order_id as "orderId", announced, (extract(epoch from let_go_at) * 1000)::bigint as "letGoAt"
      from settlements order by order_id`,
  },
};
