import { OrderView } from '../../../src/contracts/responses.ts';
import type { FoundOrder } from '../../../src/order/orders.ts';
import { orderViewOf } from '../../../src/order/orderView.ts';

const AT = '2026-11-24T12:00:00+00:00';

const aFoundOrder = (changes: Partial<FoundOrder> = {}): FoundOrder => ({
  orderId: '5f0c7a3e-3c43-4f5b-9d0f-0f5d2c1c7a11',
  status: 'PLACED',
  market: 'US',
  lines: [{ sku: 'BB001', quantity: 1, unitPrice: 45000 }],
  totalPrice: 45000,
  localPrice: 45000,
  currency: 'USD',
  deliveryTime: null,
  deliveryChanges: 0,
  history: [{ status: 'PLACED', at: AT }],
  paidAt: null,
  isInvoiced: false,
  cancelledReason: null,
  refunds: [],
  ...changes,
});

const cancelled = { status: 'CANCELLED', cancelledReason: 'BY_OPERATOR' } as const;
const refunds = [{ at: AT, localAmount: 5000 }];

describe('What is seen of an order', () => {
  test.each<[string, Partial<FoundOrder>, Partial<OrderView>]>([
    ['waits for its money', {}, { payment: 'PENDING' }],
    ['is stocked and waits for its money', { status: 'STOCKED' }, { payment: 'PENDING' }],
    ['is paid', { paidAt: AT }, { payment: 'PAID' }],
    ['is paid and delivered', { status: 'DELIVERED', paidAt: AT }, { payment: 'PAID' }],
    ['is paid, and some was given back', { paidAt: AT, refunds }, { payment: 'PAID', refunds }],
    [
      'was cancelled after it was paid',
      { ...cancelled, paidAt: AT },
      { payment: 'REFUNDED', cancelledReason: 'BY_OPERATOR' },
    ],
    [
      'was given back line by line until nothing was left',
      { ...cancelled, paidAt: AT, refunds },
      { payment: 'REFUNDED', cancelledReason: 'BY_OPERATOR', refunds },
    ],
    [
      'was cancelled before it heard whether it was paid, which it may be',
      cancelled,
      { payment: 'NOTHING_TO_PAY', cancelledReason: 'BY_OPERATOR' },
    ],
    [
      'was cancelled because its money can’t be had',
      { status: 'CANCELLED', cancelledReason: 'PAYMENT_FAILED' },
      { payment: 'NOTHING_TO_PAY', cancelledReason: 'PAYMENT_FAILED' },
    ],
    ['has an invoice that follows', { isInvoiced: true }, { payment: 'BY_INVOICE' }],
    ['has an invoice that is settled', { isInvoiced: true, paidAt: AT }, { payment: 'BY_INVOICE' }],
    [
      'has an invoice and was cancelled',
      { ...cancelled, isInvoiced: true, paidAt: AT },
      { payment: 'NOTHING_TO_PAY', cancelledReason: 'BY_OPERATOR' },
    ],
    [
      'was cancelled in a release that noted no reason',
      { status: 'CANCELLED', paidAt: AT },
      { payment: 'REFUNDED' },
    ],
  ])('that %s', (_name, changes, expected) => {
    const found = aFoundOrder(changes);
    const { paidAt: _, isInvoiced: __, cancelledReason: ___, refunds: ____, ...order } = found;
    const seen = orderViewOf(found);
    expect(seen).toStrictEqual({ ...order, ...expected });
    expect(OrderView.parse(seen)).toEqual(seen);
  });
});
