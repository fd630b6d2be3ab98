import type { Safeguards } from '../safeguard.ts';

/** What keeps an order one order, and its status on the table. */
export const orderSafeguards: Safeguards = {
  'same-key-at-the-bank': {
    what: 'A retry asks the bank under the same key, so that it holds the money once.',
    changes: [
      {
        file: 'order/authorise.ts',
        from: 'idempotencyKey: keys.keyHash }',
        to: 'idempotencyKey: `${keys.keyHash}${Math.random()}` }',
      },
    ],
  },
  'contents-in-the-order-id': {
    what: 'Other contents under the same key are another order id, so that none is merged silently.',
    changes: [
      {
        file: 'order/orderId.ts',
        from: '${contentsOf(request, wantedIn(request))}',
        to: '${request.market}',
      },
    ],
  },
};
