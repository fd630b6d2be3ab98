import { RefundOrder } from '../contracts/requests.ts';
import { http } from '../platform/http.ts';
import { ordersOverGraphql } from './orders.ts';

/** Refunds plants of an order for an operator, or all that is left of it; what goes back is worked out by the store. */
export const handler = http(RefundOrder, ordersOverGraphql.refund);
