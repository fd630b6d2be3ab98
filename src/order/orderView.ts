import type { OrderView } from '../contracts/responses.ts';
import type { FoundOrder } from './orders.ts';

type Money = Pick<FoundOrder, 'status' | 'paidAt' | 'isInvoiced'>;

// Nobody pays for a cancelled order: a hold is released, an invoice credited, and what was taken before the order heard of it goes back.
/** How an order's payment stands, as whoever knows its id may see it. */
export const paymentOf = ({ status, paidAt, isInvoiced }: Money): NonNullable<OrderView['payment']> => {
  const isCancelled = status === 'CANCELLED';
  if (isInvoiced) return isCancelled ? 'NOTHING_TO_PAY' : 'BY_INVOICE';
  if (paidAt === null) return isCancelled ? 'NOTHING_TO_PAY' : 'PENDING';
  return isCancelled ? 'REFUNDED' : 'PAID';
};

/** What whoever knows an order's id may see of it; what there is nothing to say of is left out. */
export const orderViewOf = ({
  paidAt,
  isInvoiced,
  cancelledReason,
  refunds,
  ...order
}: FoundOrder): OrderView => ({
  ...order,
  payment: paymentOf({ status: order.status, paidAt, isInvoiced }),
  ...(cancelledReason !== null && { cancelledReason }),
  ...(refunds.length > 0 && { refunds }),
});
