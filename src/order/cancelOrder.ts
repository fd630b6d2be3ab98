import { CancelOrder } from '../contracts/requests.ts';
import { http } from '../platform/http.ts';
import { ordersOverGraphql } from './orders.ts';

/** Cancels an open order for an operator; payment, finance, delivery and the mail hear of it by OrderCancelled. */
export const handler = http(CancelOrder, ordersOverGraphql.cancel);
