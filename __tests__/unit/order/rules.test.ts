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
  });

  const business = { customerType: 'B2B' };
  const many = [
    { sku: 'BB001', quantity: 999 },
    { sku: 'BL001', quantity: 1 },
  ];

  test.each([
    ['a business in Mexico', { ...business, market: 'MX', orgNumber: '1234567' }, 'market', 'Mexico'],
    ['a business without a number', business, 'orgNumber', '6 to 20 digits'],
    ['a business with the 0 of older clients', { ...business, orgNumber: 0 }, 'orgNumber', '6 to 20 digits'],
    ['a business with an empty number', { ...business, orgNumber: '' }, 'orgNumber', '6 to 20 digits'],
    ['a number of 5 digits', { ...business, orgNumber: '12345' }, 'orgNumber', '6 to 20 digits'],
    ['a number of 21 digits', { ...business, orgNumber: '1'.repeat(21) }, 'orgNumber', '6 to 20 digits'],
    ['a number of letters', { ...business, orgNumber: 'abcdefgh' }, 'orgNumber', '6 to 20 digits'],
    ['an unknown plant', { products: 'BB001,XX999' }, 'products', 'XX999'],
    ['a word that every object knows', { products: '__proto__' }, 'products', '__proto__'],
    ['no plant at all', { products: '' }, 'products', 'not a product'],
    ['more than 999 plants', { products: undefined, lines: many }, 'lines', 'at most 999'],
    ['products and lines at once', { lines: many }, 'products', 'either products or lines'],
  ])('%s is refused, and the refusal names the field', (_, changes, field, message) => {
    expect(refusalOf(changes)).toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [{ field, message: expect.stringContaining(message) as string }],
    });
  });

  test("an individual's organisation number does not matter, not even the 0 of older clients", () => {
    expect(acceptable(aCreateOrder({ orgNumber: 0 }))).not.toHaveProperty('orgNumber');
  });

  test('a list of products may come as lines with quantities', () => {
    const lines = [
      { sku: 'BL001', quantity: 2 },
      { sku: 'BB001', quantity: 1 },
    ];
    expect(acceptable(aCreateOrder({ products: undefined, lines })).products).toBe('BB001,BL001,BL001');
  });

  test('a total that is not the catalogue price is refused with the right one, and never charged', () => {
    const problem = refusalOf({ totalPrice: 1 });
    expect(problem).toMatchObject({ code: 'PRICE_CHANGED', status: 409, more: { expectedTotal: 45000 } });
  });
});
