import {
  after,
  asOf,
  authorised,
  type Operation,
  type Payment,
  repeated,
} from '../../../src/bank/payment.ts';

const asked = { amount: 45000, currency: 'USD', email: 'ann@example.com', metadata: { orderId: 'order-1' } };
const NOW = 1_800_000_000_000;
const hold = () => authorised('boa', 'key-1', asked, NOW);

const operation = (
  kind: Operation['kind'],
  amount: number,
  key = `${kind}-1`,
  at = NOW + 1000,
): Operation => ({
  key,
  kind,
  amount,
  at,
});

const captured = (amount = 45000) => after(hold(), operation('capture', amount));

const no = (code: string) => expect.objectContaining({ code }) as Error;

describe('A payment at the bank', () => {
  test('the same key is the same payment for the same contents, and refused for others', () => {
    expect(repeated(hold(), { ...asked })).toEqual(hold());
    for (const other of [
      { ...asked, amount: 150000 },
      { ...asked, currency: 'MXN' },
      { ...asked, metadata: { orderId: 'order-2' } },
    ])
      expect(() => repeated(hold(), other)).toThrow(no('idempotency_key_reused'));
  });

  test('a hold is captured once, in whole or in part', () => {
    expect(captured(30000)).toMatchObject({ status: 'captured', captured: 30000, refunded: 0 });
    expect(after(captured(), operation('capture', 45000))).toEqual(captured());
    expect(() => after(captured(), operation('capture', 45000, 'another key'))).toThrow(no('wrong_state'));
    expect(() => after(captured(), operation('capture', 1))).toThrow(no('idempotency_key_reused'));
    expect(() => after(hold(), operation('capture', 45001))).toThrow(no('amount_too_large'));
  });

  test('a hold that lapsed can’t be captured any more; to let it go is no mistake', () => {
    const late = hold().expiresAt;
    expect(asOf(hold(), late).status).toBe('expired');
    expect(() => after(hold(), operation('capture', 45000, 'c', late))).toThrow(no('authorisation_expired'));
    expect(after(hold(), operation('void', 45000, 'v', late)).status).toBe('expired');
  });

  test('a hold that was let go can’t be captured, money that was captured can’t be let go', () => {
    const voided = after(hold(), operation('void', 45000));
    expect(voided.status).toBe('voided');
    expect(after(voided, operation('void', 45000, 'again')).status).toBe('voided');
    expect(() => after(voided, operation('capture', 45000))).toThrow(no('wrong_state'));
    expect(() => after(captured(), operation('void', 45000))).toThrow(no('wrong_state'));
  });

  test('refunds never give back more than was captured, and each only once', () => {
    const once = after(captured(), operation('refund', 15000, 'r1'));
    const twice = after(once, operation('refund', 30000, 'r2'));
    expect(after(once, operation('refund', 15000, 'r1'))).toEqual(once);
    expect(twice).toMatchObject({ captured: 45000, refunded: 45000 } satisfies Partial<Payment>);
    expect(() => after(twice, operation('refund', 1, 'r3'))).toThrow(no('amount_too_large'));
  });
});
