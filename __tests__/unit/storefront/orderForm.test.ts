import { readFileSync } from 'node:fs';
import { customerFields } from '../../../src/contracts/fields.ts';

const page = readFileSync('src/storefront/pages/cart.html', 'utf8');

const { typedFields } = jest.requireActual<{ typedFields: string[] }>(
  '../../../src/storefront/js/cart/orderRules.js',
);

const { formTexts } = jest.requireActual<{ formTexts: Record<string, unknown[]> }>(
  '../../../src/storefront/js/texts/form.js',
);

describe('What the contracts want to know of a customer', () => {
  test.each(Object.keys(customerFields))(
    'is asked for by the order form, which can say what is wrong with it: %s',
    (field) => {
      expect(page).toMatch(new RegExp(`<(input|textarea)\\s[^>]*\\bid="${field}"\\s+name="${field}"`));
      expect(page).toContain(`id="${field}-error"`);
      expect(typedFields).toContain(field);
      expect(Object.keys(formTexts)).toEqual(expect.arrayContaining([field, `${field}Wrong`]));
    },
  );
});
