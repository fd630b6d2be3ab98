import type { Safeguards } from '../safeguard.ts';

const FORWARD = `
    where (p.state = 'authorised' and excluded.state <> 'authorised') or excluded.refunded > p.refunded`;

/** What keeps the money right. */
export const paymentSafeguards: Safeguards = {
  'capture-doubt-is-a-doubt': {
    what: 'Where the bank does not answer a capture, the order is not told that its money can’t be had.',
    changes: [
      {
        file: 'payment/settle.ts',
        from: 'if (!(error instanceof RefusedByProvider)) throw error;\n    const payment = await provider.get(paymentId);',
        to: "const payment = await provider.get(paymentId);\n    if (!(error instanceof RefusedByProvider)) return { payment, refused: new RefusedByProvider('capture_refused') };",
      },
    ],
  },
  'capture-what-is-due': {
    what: 'Exactly what is due is captured, not all that is held; the comparison with the bank would give it back.',
    changes: [
      {
        file: 'payment/decide.ts',
        from: "return { action: { do: 'CAPTURE', amount: due, key",
        to: "return { action: { do: 'CAPTURE', amount, key",
      },
    ],
    with: ['bank-compared-for-orders'],
    rates: { bankFails: 0.5 },
  },
  'refund-key-of-its-target': {
    what: 'Each refund at the bank has a key of its own, which names what is to be back in all.',
    changes: [
      {
        file: 'payment/decide.ts',
        from: 'key: `${orderId}.refund.${captured - due}`',
        to: 'key: `${orderId}.refund`',
      },
    ],
    orders: 300,
    mode: 'coarse',
  },
  'settled-again-when-due-changes': {
    what: 'What became due otherwise is settled again, whichever event tells of it.',
    changes: [
      {
        file: 'payment/payment.ts',
        from: "consume('payment', ({ detail }) => settleNow(detail.orderId))",
        to: "consume('payment', async ({ name, detail }) => name === 'OrderPlaced' && settleNow(detail.orderId))",
      },
    ],
    with: ['bank-compared-for-orders'],
  },
  'refused-counts-as-let-go': {
    what: 'An order that was told that its payment was refused is never charged after that.',
    changes: [
      {
        file: 'payment/store/takeSettlements.sql',
        from: "(t.let_go_at is not null or t.announced = 'REFUSED') is true",
        to: '(t.let_go_at is not null) is true',
      },
    ],
    rates: { captureRefused: 0.3, eventTwice: 0.3, messageTwice: 0.3 },
  },
  'settle-lease': {
    what: 'One at a time settles the money of an order.',
    changes: [
      {
        file: 'payment/store/takeSettlements.sql',
        from: 'where s.leased_until is null or s.leased_until <= now() or s.lease = excluded.lease',
        to: '',
      },
      {
        file: 'payment/store/noteSettlements.sql',
        from: 'on cur.order_id = g."orderId" and cur.lease = g.lease',
        to: 'on cur.order_id = g."orderId"',
      },
    ],
    with: ['payments-go-forward'],
    rates: { slow: 0.1, eventTwice: 0.1 },
  },
  'lease-known-to-its-holder': {
    what: 'Who asks for a lease again, because the answer was lost, is given it.',
    changes: [
      {
        file: 'payment/store/takeSettlements.sql',
        from: ' or s.lease = excluded.lease',
        to: '',
      },
    ],
    unneeded: 'Whoever does not get it comes again, 40 s later at most. It saves the wait.',
  },
  'letting-go-is-marked': {
    what: 'A hold that is let go is marked before, so that an order that comes after all is not charged.',
    changes: [
      {
        file: 'payment/store/takeSettlements.sql',
        from: "(t.let_go_at is not null or t.announced = 'REFUSED') is true",
        to: "(t.announced = 'REFUSED') is true",
      },
    ],
    unneeded:
      'The played banks never capture what was let go, so that the order is refused in any case. It is there for the moment between both, of which a bank’s own order of things decides.',
  },
  'payments-go-forward': {
    what: 'What was seen of a payment earlier, and is noted later, changes nothing.',
    changes: [
      { file: 'payment/store/noteSettlements.sql', from: FORWARD, to: '' },
      { file: 'payment/store/notePayments.sql', from: FORWARD, to: '' },
    ],
    rates: { slow: 0.1, eventTwice: 0.1 },
  },
  'unpaid-orders-are-settled': {
    what: 'An order that should be paid and is not is settled, where also its event and its reminders are lost.',
    changes: [
      { file: 'payment/reconcile.ts', from: 'let wrong = await settleUnpaid(edges);', to: 'let wrong = 0;' },
    ],
    with: ['bank-compared-for-orders', 'watchdog'],
    rates: { eventLost: 0.02 },
  },
  'bank-compared-for-orders': {
    what: 'What a bank has of an order is compared with what is due.',
    changes: [
      {
        file: 'payment/whatToDo.ts',
        from: "return payment.status !== 'authorised' && kept === order.due ? 'NOTHING' : 'SETTLE';",
        to: "return 'NOTHING';",
      },
    ],
    unneeded:
      'The order’s own events, the watchdog and the look at unpaid orders cover for it; it is found where one of those is out too.',
  },
  'bank-compared-for-lost-orders': {
    what: 'An order that its customer has paid for and that the bus has lost is brought back from the archive.',
    changes: [
      {
        file: 'payment/compare.ts',
        from: "const lost = findings.filter(({ toDo }) => toDo === 'BRING_BACK');",
        to: 'const lost = findings.filter(() => false);',
      },
    ],
    rates: { eventLost: 0.02 },
  },
  'orphans-are-let-go': {
    what: 'Money that is held for what never became an order is let go after a day.',
    changes: [
      {
        file: 'payment/compare.ts',
        from: "if (toDo === 'LET_GO' || toDo === 'EXTRA') {",
        to: "if (toDo === 'EXTRA') {",
      },
    ],
    rates: { eventsRefused: 0.3 },
  },
  'extra-payments-go-back': {
    what: 'A second payment of an order goes back, should the bank ever hold the money twice.',
    changes: [
      {
        file: 'payment/whatToDo.ts',
        from: "return isWithUs ? 'EXTRA' : 'NOTHING';",
        to: "return 'NOTHING';",
      },
    ],
    with: ['same-key-at-the-bank'],
  },
};
