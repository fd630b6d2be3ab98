import { Problem } from '../../../src/contracts/problem.ts';
import { acceptable } from '../../../src/order/rules.ts';
import { aCreateOrder } from '../../given.ts';

const refusalOf = (changes: Record<string, unknown>): Problem => {
  try {
    acceptable(aCreateOrder(changes));
  } catch (problem) {
    return problem as Problem;
  }
  throw new Error('the order was accepted');
};

describe('Which orders we take', () => {
  test('an individual in the United States pays the catalogue price in dollars, at once', () => {
    expect(acceptable(aCreateOrder())).toMatchObject({
      totalPrice: 45000,
      localPrice: 45000,
      currency: 'USD',
      chargedAtOnce: true,
      lines: [
        { sku: 'BB001', quantity: 1, unitPrice: 15000 },
        { sku: 'BL001', quantity: 2, unitPrice: 15000 },
      ],
    });
  });

  test('an individual in Mexico pays twenty pesos for a dollar', () => {
    expect(acceptable(aCreateOrder({ market: 'MX' }))).toMatchObject({
      localPrice: 900000,
      currency: 'MXN',
      chargedAtOnce: true,
    });
  });

  test('a business in the United States pays by invoice and needs an organisation number', () => {
    expect(acceptable(aCreateOrder({ customerType: 'B2B', orgNumber: '123-456 7890' }))).toMatchObject({
      chargedAtOnce: false,
      orgNumber: '1234567890',
    });
    for (const orgNumber of [undefined, 0, '', '12345', '123456789012345678901', 'abcdefgh'])
      expect(refusalOf({ customerType: 'B2B', orgNumber }).errors).toEqual([
        { field: 'orgNumber', message: expect.stringContaining('6 to 20 digits') },
      ]);
  });

  test('a business in Mexico is refused', () => {
    expect(refusalOf({ customerType: 'B2B', market: 'MX', orgNumber: '1234567' }).errors).toEqual([
      { field: 'market', message: expect.any(String) },
    ]);
  });

  test("an individual's organisation number does not matter, not even the 0 of older clients", () => {
    expect(acceptable(aCreateOrder({ orgNumber: 0 }))).not.toHaveProperty('orgNumber');
  });

  test('a list of products may come as lines with quantities', () => {
    const lines = [
      { sku: 'BL001', quantity: 2 },
      { sku: 'BB001', quantity: 1 },
    ];
    expect(acceptable(aCreateOrder({ products: undefined, lines })).products).toBe('BL001,BL001,BB001');
  });

  test('a total that is not the catalogue price is refused with the right one, and never charged', () => {
    const problem = refusalOf({ totalPrice: 1 });
    expect(problem).toMatchObject({ code: 'PRICE_CHANGED', status: 409, more: { expectedTotal: 45000 } });
  });

  test('unknown, inherited or too many products are refused by name', () => {
    expect(refusalOf({ products: 'BB001,XX999' }).message).toContain('XX999');
    expect(refusalOf({ products: '__proto__' }).message).toContain('__proto__');
    expect(refusalOf({ products: '' }).code).toBe('INVALID_REQUEST');
    expect(
      refusalOf({
        products: undefined,
        lines: [
          { sku: 'BB001', quantity: 999 },
          { sku: 'BL001', quantity: 1 },
        ],
      }).message,
    ).toContain('999');
    expect(refusalOf({ lines: [{ sku: 'BB001', quantity: 1 }] }).errors?.[0]?.field).toBe('products');
  });
});
