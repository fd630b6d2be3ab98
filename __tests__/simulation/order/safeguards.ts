import type { Safeguards } from '../safeguard.ts';

// Few customers send other contents under the same key.
const MANY = { mode: 'coarse', orders: 400 } as const;

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
    rates: { answerLost: 0.05 },
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
  'key-in-the-store': {
    what: 'The store ends an order whose key belongs to another, also where no bank has seen the key.',
    changes: [
      {
        file: 'order/store/placeOrders.sql',
        from: 'coalesce(k.order_id <> g."orderId", false) as is_reused',
        to: 'false as is_reused',
      },
    ],
    ...MANY,
  },
  'payment-of-this-order': {
    what: 'A payment that the bank has under the same key is taken only where it names this order.',
    changes: [
      {
        file: 'order/authorise.ts',
        from: "return payment?.metadata['orderId'] === orderId ? payment : undefined;",
        to: 'return orderId ? payment : undefined;',
      },
      {
        file: 'order/authorise.ts',
        from: "if (payment.metadata['orderId'] !== keys.orderId) throw keyReused();",
        to: '',
      },
    ],
    ...MANY,
  },
  'bank-doubt-is-a-doubt': {
    what: 'Where the bank does not answer, the customer is not told that nothing was held.',
    changes: [
      {
        file: 'order/authorise.ts',
        from: 'if (!(error instanceof RefusedByProvider)) throw doubt(error);',
        to: "if (!(error instanceof RefusedByProvider)) throw new Problem('PAYMENT_DECLINED', 'declined');",
      },
    ],
  },
  'bus-doubt-is-a-doubt': {
    what: 'Where the bus does not answer, the customer is not told that nothing was ordered.',
    changes: [
      {
        file: 'order/createOrder.ts',
        from: "'ORDER_IN_DOUBT',",
        to: "'INVALID_REQUEST',",
      },
    ],
    rates: { eventsDoneButRefused: 0.05 },
  },
  'accepted-once-announced': {
    what: 'A customer hears yes only once the bus has his order.',
    changes: [
      {
        file: 'order/createOrder.ts',
        from: "await announce(eventOf('OrderCreated', detail));",
        to: "announce(eventOf('OrderCreated', detail)).catch(() => undefined);",
      },
    ],
  },
  'order-announced-once': {
    what: 'Only the order that is new is given lines and announced; one that comes again changes nothing.',
    changes: [
      {
        file: 'order/store/placeOrders.sql',
        from: 'join placed p on p.id = g."orderId" where p.is_new',
        to: 'join placed p on p.id = g."orderId"',
      },
    ],
  },
  'invoices-of-a-day': {
    what: 'An organisation gets so many orders by invoice a day, and not more.',
    changes: [
      {
        file: 'order/store/placeOrders.sql',
        from: 'where is_free and not is_reused and not exists (select 1 from orders o where o.id = k."orderId")',
        to: 'where false',
      },
      {
        file: 'order/store/placeOrders.sql',
        from: 'when is_free and (',
        to: 'when false and (',
      },
    ],
  },
  'status-by-the-table': {
    what: 'A fact moves an order only from a status from which the table lets it.',
    changes: [
      {
        file: 'order/store/orders.ts',
        from: 'const step = stepOf(status, fact, payment);',
        to: "const step = stepOf(fact === 'StockCreated' ? 'PLACED' : status, fact, payment);",
      },
    ],
  },
  'status-is-locked': {
    what: 'Facts of one order are judged one after the other, each by what the one before has made of it.',
    changes: [
      {
        file: 'order/store/changeStatuses.sql',
        from: 'order by o.id for update of o',
        to: 'order by o.id',
      },
    ],
    mode: 'overlap',
    orders: 60,
  },
  'cancel-what-is-open': {
    what: 'An order is cancelled once, and not after its end.',
    changes: [
      {
        file: 'order/store/cancelOrder.sql',
        from: "and cur.status = any(string_to_array(:open, ','))",
        to: 'and :open::text is not null',
      },
    ],
  },
  'deliverable-once-paid': {
    what: 'Nobody is told that his plants are ready before they are paid.',
    changes: [
      {
        file: 'order/store/orders.ts',
        from: "ifPaid: announced?.when?.includes('paid') ?? false,",
        to: 'ifPaid: false,',
      },
    ],
    rates: { bankFails: 0.1 },
  },
  'refund-key': {
    what: 'A refund that is asked for again under its key is made once; the row in the table would refuse it too.',
    changes: [
      {
        file: 'order/store/refundOrder.sql',
        from: 'where r.order_id = :orderId::uuid and r.idempotency_key = :key',
        to: 'where r.order_id = :orderId::uuid and r.idempotency_key = :key and false',
      },
      {
        file: 'migrations/202611241130_order_money.sql',
        from: '  at timestamptz not null default now(),\n  unique (order_id, idempotency_key)\n',
        to: '  at timestamptz not null default now()\n',
      },
    ],
    rates: { answerLost: 0.05 },
  },
  'refund-what-is-left': {
    what: 'No more of a line goes back than was ordered; the check of the table would refuse it too.',
    changes: [
      {
        file: 'order/store/refundOrder.sql',
        from: "when not sums.fits then 'MORE_THAN_LEFT'",
        to: '',
      },
      {
        file: 'migrations/202611241130_order_money.sql',
        from: 'not null default 0 check (refunded between 0 and quantity)',
        to: 'not null default 0',
      },
    ],
  },
};
