import { localLinePrices } from '../../../src/contracts/money.ts';

const pages = jest.requireActual<{ localLinePrices: typeof localLinePrices }>(
  '../../../src/storefront/js/shop/prices.js',
);

const line = (unitPrice: number, quantity = 1) => ({ unitPrice, quantity });
const LARGEST = 2147483647;

describe('What each line costs in local money', () => {
  test.each([
    ['a whole rate multiplies', [line(15000), line(15000, 2)], 900000, [300000, 600000]],
    ['what is left over goes to the line that lost most', [line(1), line(2), line(4)], 10, [1, 3, 6]],
    ['of lines that lost as much the first gets it', [line(1), line(1), line(1)], 5, [2, 2, 1]],
    [
      'the largest order is still exact',
      [line(LARGEST - 1), line(1)],
      LARGEST * 20,
      [(LARGEST - 1) * 20, 20],
    ],
    ['lines that cost nothing cost nothing', [line(0), line(0)], 5, [0, 0]],
  ])('%s, in mails and on pages', (_, lines, localPrice, prices) => {
    expect(localLinePrices(lines, localPrice)).toEqual(prices);
    expect(pages.localLinePrices(lines, localPrice)).toEqual(prices);
  });

  test('they always add up to the price of the order', () => {
    for (let localPrice = 1; localPrice < 500; localPrice++) {
      const prices = localLinePrices([line(333), line(7, 3), line(1250), line(1)], localPrice);
      expect(prices.reduce((sum, price) => sum + price, 0)).toBe(localPrice);
    }
  });
});
