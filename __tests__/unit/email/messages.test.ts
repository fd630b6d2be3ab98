import { type MailFacts, messageFor } from '../../../src/email/messages.ts';
import { anOrder } from '../../given.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

const { lines, localPrice, ...recipient } = anOrder({ orderId: 'the-order' });
const created: MailFacts = { ...recipient, transaction: 'OrderCreated', ordered: { lines, localPrice } };
const booked: MailFacts = {
  ...recipient,
  transaction: 'DeliveryBooked',
  deliveryTime: Date.parse('2026-11-24T09:00:00-05:00'),
  decidedAt: Date.parse('2026-11-20T10:00:00Z'),
};

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
    expect(calendar?.split('\r\n')).toEqual(
      expect.arrayContaining([
        'UID:the-order@acmecorp.xyz',
        'SEQUENCE:1795168800',
        'DTSTART:20261124T140000Z',
        'LOCATION:1 Garden Row\\; back\\, yard\\, New York',
      ]),
    );
    expect(calendar?.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  test('markup in a name stays text', () => {
    const { html, text } = messageOf({ ...created, name: '<img src=x onerror=alert(1)> "Ann" & O\'Hara' });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;Ann&quot; &amp; O&#39;Hara');
    expect(text).toContain('<img src=x');
  });
});
