import { cancelReasons } from '../../../src/contracts/orderStatuses.ts';
import type { MailFacts, OrderCancelled, OrderRefunded } from '../../../src/email/facts.ts';
import { messageFor } from '../../../src/email/messages.ts';
import { anOrder } from '../../given.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

const { lines, localPrice, ...recipient } = anOrder({ orderId: 'the-order' });
const created: MailFacts = { ...recipient, transaction: 'OrderCreated', ordered: { lines, localPrice } };
const booked = {
  ...recipient,
  transaction: 'DeliveryBooked',
  deliveryTime: Date.parse('2026-11-24T09:00:00-05:00'),
  decidedAt: Date.parse('2026-11-20T10:00:00Z'),
} as const;

const DECIDED_AT = Date.parse('2026-11-21T11:00:00Z');

const cancelled = (changes: Partial<OrderCancelled> = {}): MailFacts => ({
  ...recipient,
  transaction: 'OrderCancelled',
  reason: 'BY_CUSTOMER',
  money: 'ALL_GOES_BACK',
  localPrice,
  decidedAt: DECIDED_AT,
  ...changes,
});

const refunded = (changes: Partial<OrderRefunded> = {}): MailFacts => ({
  ...recipient,
  transaction: 'OrderRefunded',
  refundId: 'refund-1',
  lines: [{ sku: 'BL001', quantity: 1 }],
  localAmount: 15000,
  isInvoiced: false,
  ...changes,
});

const messageOf = (facts: MailFacts) => messageFor(facts, 'https://shop.example', NOW);

describe('What we write to customers', () => {
  test('thanks for the order, says what was ordered and where to follow it', () => {
    const { subject, text, html } = messageOf(created);
    expect(subject).toBe('Thanks for your order');
    for (const part of [
      'Ann Lee',
      '1 × Basic bonsai',
      '$300.00',
      '$450.00 USD',
      'https://shop.example/order.html?order=the-order',
    ]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
  });

  test('Mexico is written to in Spanish, in pesos and by its own clock', () => {
    const thanks = messageOf({ ...created, market: 'MX', ordered: { lines, localPrice: 900000 } });
    expect(thanks.subject).toBe('Gracias por tu pedido');
    expect(thanks.text).toContain('2 × Lirio básico: $6,000.00');
    expect(thanks.text).toContain('Total: $9,000.00 MXN');
    expect(thanks.sender).toBe('ACME Corp. Plantas en maceta');
    const { text } = messageOf({
      ...booked,
      market: 'MX',
      deliveryTime: Date.parse('2026-11-24T19:00:00Z'),
    });
    expect(text).toContain('martes, 24 de noviembre de 2026');
    expect(text).toMatch(/1:00\sp\.m\. \(hora de Ciudad de México\)/);
  });

  test('the thanks that an operator sends again come without the list of plants', () => {
    const { text } = messageOf({ ...recipient, transaction: 'OrderCreated' });
    expect(text).toContain('Thank you for your order!');
    expect(text).not.toContain('Total');
  });

  test('a plant that is ready brings a link to the delivery times', () => {
    expect(messageOf({ ...recipient, transaction: 'OrderDeliverable' }).text).toContain(
      'https://shop.example/delivery.html?order=the-order',
    );
  });

  test('a booked delivery says when and where, and brings an invitation for the calendar', () => {
    const { text, calendar } = messageOf({ ...booked, street: '1 Garden Row; back, yard' });
    expect(text).toMatch(/Tuesday, November 24, 2026 at 9:00\sAM \(New York time\)/);
    expect(text).toContain('if we wrote of another one before, it takes its place');
    expect(text).toContain('1 Garden Row; back, yard, New York');
    expect(calendar?.content.split('\r\n')).toEqual(
      expect.arrayContaining([
        'METHOD:PUBLISH',
        'UID:the-order@acmecorp.xyz',
        'STATUS:CONFIRMED',
        'SEQUENCE:1795168800',
        'DTSTART:20261124T140000Z',
        'LOCATION:1 Garden Row\\; back\\, yard\\, New York',
      ]),
    );
    expect(calendar?.content.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  test('markup in a name stays text', () => {
    const { html, text } = messageOf({ ...created, name: '<img src=x onerror=alert(1)> "Ann" & O\'Hara' });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;Ann&quot; &amp; O&#39;Hara');
    expect(text).toContain('<img src=x');
  });
});

describe('What we write when an order is cancelled', () => {
  test.each([
    ['NOTHING_CHARGED', 'You were not charged anything for it.'],
    ['ALL_GOES_BACK', 'If your bank has reserved or taken $450.00 USD for it, all of that goes back to you'],
    ['MONEY_BACK', 'We are giving you back $450.00 USD, the way you paid.'],
    ['INVOICE_CREDITED', 'the invoice over $450.00 USD is credited in full'],
  ] as const)('says what becomes of the money: %s', (money, words) => {
    const { subject, text, html } = messageOf(cancelled({ money }));
    expect(subject).toBe('Your order is cancelled');
    expect(text).toContain(words);
    expect(html).toContain(words);
  });

  test.each([
    ['ALL_GOES_BACK', 'If your bank has reserved or taken anything for it'],
    ['MONEY_BACK', 'all that was left of your payment'],
    ['INVOICE_CREDITED', 'what was left of the invoice is credited'],
  ] as const)('names no amount after a refund: %s', (money, words) => {
    const { text } = messageOf(cancelled({ money, localPrice: undefined }));
    expect(text).toContain(words);
    expect(text).not.toContain('$');
  });

  test.each(cancelReasons)('says why, in each language and differently: %s', (reason) => {
    for (const market of ['US', 'MX'] as const) {
      const others = cancelReasons.filter((each) => each !== reason);
      const { text } = messageOf(cancelled({ reason, market }));
      expect(others.map((other) => messageOf(cancelled({ reason: other, market })).text)).not.toContain(text);
      expect(text).not.toContain(reason);
    }
  });

  // It may have been taken already, by a capture of which the order has not heard.
  test.each(['US', 'MX'] as const)(
    'never says that nothing was charged where that is not known: %s',
    (market) => {
      for (const reason of cancelReasons)
        expect(messageOf(cancelled({ market, reason })).text).not.toMatch(
          /not charged|were charged|only reserved|se te cobró|solo apartó/,
        );
    },
  );

  test('writes to Mexico in Spanish and pesos', () => {
    const { subject, text } = messageOf(
      cancelled({ market: 'MX', money: 'MONEY_BACK', localPrice: 900000, reason: 'UNAVAILABLE' }),
    );
    expect(subject).toBe('Tu pedido está cancelado');
    expect(text).toContain('no pudimos conseguir todas tus plantas');
    expect(text).toContain('Te devolvemos $9,000.00 MXN por el mismo medio');
  });

  test('takes the booked delivery out of the calendar: same entry, later word, cancelled', () => {
    const { deliveryTime } = booked;
    const { text, calendar } = messageOf(cancelled({ deliveryTime }));
    expect(text).toMatch(/Cancelled delivery: Tuesday, November 24, 2026 at 9:00\sAM \(New York time\)/);
    expect(text).toContain('does not take place');
    const lines = calendar?.content.split('\r\n');
    expect(calendar?.method).toBe('CANCEL');
    expect(lines).toEqual(
      expect.arrayContaining([
        'METHOD:CANCEL',
        'UID:the-order@acmecorp.xyz',
        'STATUS:CANCELLED',
        'ORGANIZER;CN=ACME Corp.:mailto:orders@acmecorp.xyz',
        'DTSTART:20261124T140000Z',
      ]),
    );
    const sequenceOf = (facts: MailFacts) =>
      Number(/SEQUENCE:(\d+)/.exec(messageOf(facts).calendar?.content ?? '')?.[1]);
    expect(sequenceOf(cancelled({ deliveryTime }))).toBeGreaterThan(sequenceOf(booked));
    // Booked and cancelled in the same second.
    const atOnce = cancelled({ deliveryTime, decidedAt: booked.decidedAt });
    expect(sequenceOf(atOnce)).toBeGreaterThan(sequenceOf(booked));
  });

  test('brings no calendar entry when nothing was booked', () => {
    const { text, calendar } = messageOf(cancelled());
    expect(calendar).toBeUndefined();
    expect(text).not.toContain('delivery');
  });
});

describe('What we write of a refund', () => {
  test('says for what and how much goes back', () => {
    const { subject, text } = messageOf(refunded());
    expect(subject).toBe('A refund for your order');
    expect(text).toContain('the way you paid');
    expect(text).toContain('1 × Basic lily: refunded');
    expect(text).toContain('In your favor: $150.00 USD');
  });

  test('tells a business that its invoice is lower', () => {
    const { text } = messageOf(refunded({ isInvoiced: true }));
    expect(text).toContain('off your invoice');
    expect(text).not.toContain('bank');
  });

  test('writes to Mexico in Spanish and pesos', () => {
    const { text } = messageOf(refunded({ market: 'MX', localAmount: 300000 }));
    expect(text).toContain('1 × Lirio básico: se reembolsa');
    expect(text).toContain('A tu favor: $3,000.00 MXN');
  });
});
