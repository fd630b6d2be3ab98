import type { PaymentTerms } from '../../../src/contracts/events.ts';
import { decide } from '../../../src/payment/decide.ts';
import type { ProviderPayment } from '../../../src/platform/paymentProvider.ts';
import { aHold, card } from './paymentGiven.ts';

const payment = (status: ProviderPayment['status'], changes: Partial<ProviderPayment> = {}) =>
  aHold({ status, ...changes });

const captured = (captured: number, refunded = 0) => payment('captured', { captured, refunded });

const capture = (amount: number) => ({ do: 'CAPTURE', amount, key: 'order.capture' });
const refund = (amount: number, target: number) => ({ do: 'REFUND', amount, key: `order.refund.${target}` });
const letGo = { do: 'VOID', key: 'order.void' };
const nothing = { do: 'NOTHING' };

describe('An order’s money', () => {
  test.each<[string, PaymentTerms | undefined, number, ProviderPayment | undefined, object]>([
    [
      'a hold is captured, exactly what is due',
      card,
      45000,
      payment('authorised'),
      { action: capture(45000), outcome: 'CAPTURED' },
    ],
    [
      'of a hold only what is still due after a refund is captured',
      card,
      30000,
      payment('authorised'),
      { action: capture(30000), outcome: 'CAPTURED' },
    ],
    ['a hold of a cancelled order is let go', card, 0, payment('authorised'), { action: letGo }],
    [
      'what is captured and due is left alone',
      card,
      45000,
      captured(45000),
      { action: nothing, outcome: 'CAPTURED' },
    ],
    [
      'what is captured and no longer due goes back',
      card,
      30000,
      captured(45000),
      { action: refund(15000, 15000), outcome: 'CAPTURED' },
    ],
    [
      'a second refund names the sum of both',
      card,
      20000,
      captured(45000, 15000),
      { action: refund(10000, 25000), outcome: 'CAPTURED' },
    ],
    [
      'all of it goes back when the order is cancelled',
      card,
      0,
      captured(45000),
      { action: refund(45000, 45000) },
    ],
    ['what went back already is not given back again', card, 0, captured(45000, 45000), { action: nothing }],
    [
      'a hold that lapsed is a refusal',
      card,
      45000,
      payment('expired'),
      { action: nothing, outcome: 'REFUSED' },
    ],
    [
      'a hold that was let go is a refusal',
      card,
      45000,
      payment('voided'),
      { action: nothing, outcome: 'REFUSED' },
    ],
    [
      'a payment that the provider never heard of is a refusal',
      card,
      45000,
      undefined,
      { action: nothing, outcome: 'REFUSED' },
    ],
    ['a lapsed hold of a cancelled order is no news', card, 0, payment('expired'), { action: nothing }],
    [
      'an invoice is not due now',
      { provider: 'invoice' },
      45000,
      undefined,
      { action: nothing, outcome: 'NOT_DUE' },
    ],
    [
      'an invoice of a cancelled order is no news',
      { provider: 'invoice' },
      0,
      undefined,
      { action: nothing },
    ],
    [
      'an order of a release that charged at once is left alone',
      undefined,
      45000,
      undefined,
      { action: nothing },
    ],
  ])('%s', (_, terms, due, standing, decision) => {
    expect(decide({ orderId: 'order', terms, due, payment: standing })).toEqual(decision);
  });

  test.each([
    ['a hold is let go', payment('authorised'), letGo],
    ['what went back stays there', captured(45000, 45000), nothing],
  ])('%s for an order that reconciliation has given up, and the order hears that', (_, standing, action) => {
    expect(decide({ orderId: 'order', terms: card, due: 45000, isLetGo: true, payment: standing })).toEqual({
      action,
      outcome: 'REFUSED',
    });
  });

  test.each([
    ['more is due than was held', payment('authorised', { amount: 40000 })],
    ['the provider has less than is due', captured(45000, 5000)],
  ])('a person has to look where %s', (_, standing) => {
    expect(decide({ orderId: 'order', terms: card, due: 45000, payment: standing })).toMatchObject({
      action: nothing,
      alarm: expect.any(String) as string,
    });
  });
});
