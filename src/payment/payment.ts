import { SettlePayment } from '../contracts/requests.ts';
import { consume } from '../platform/consume.ts';
import { askDatabase } from '../platform/database.ts';
import { eventsOrRequests } from '../platform/operators.ts';
import { paymentProvider } from '../platform/paymentProvider.ts';
import { settle } from './settle.ts';
import { settlementsOver } from './settlements.ts';

const settleNow = settle(settlementsOver(askDatabase), paymentProvider);

/** Settles the money of an order that was placed, cancelled or refunded: what is due now decides, not which event came. */
export const handler = eventsOrRequests(
  consume('payment', ({ detail }) => settleNow(detail.orderId)),
  SettlePayment,
  ({ orderId }) => settleNow(orderId),
);
