import { CreateOrder } from '../contracts/requests.ts';
import { announce } from '../platform/eventBus.ts';
import { http } from '../platform/http.ts';
import { paymentProvider } from '../platform/paymentProvider.ts';
import { createOrder } from './createOrder.ts';

/** Takes the orders of a test run where the public may not send any: the same as createOrder, by a private door. */
export const handler = http(
  CreateOrder,
  createOrder({ providerOf: paymentProvider, announce, takesTestOrders: () => true }),
);
