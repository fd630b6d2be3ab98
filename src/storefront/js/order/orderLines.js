import { element } from '../shop/dom.js';
import { localMoney, withCode } from '../shop/format.js';
import { thumbnail } from '../shop/picture.js';
import { preferences } from '../shop/preferences.js';
import { localLinePrices } from '../shop/prices.js';
import { text } from '../shop/texts.js';

const row = ({ sku, quantity }, amount, catalogue) =>
  element(
    'li',
    { class: 'ordered' },
    thumbnail(sku),
    element('span', {}, `${quantity} × ${catalogue.get(sku)?.name[preferences.language] ?? sku}`),
    element('span', { class: 'amount' }, amount),
  );

/** What was ordered and what it cost when it was ordered, in the money of the order's market. */
export const orderLines = ({ lines, market, localPrice }, catalogue) => {
  const prices = localLinePrices(lines, localPrice);
  return [
    element('h2', {}, text('yourPlants')),
    element(
      'ul',
      { class: 'ordered-lines' },
      lines.map((line, index) => row(line, localMoney(prices[index], market), catalogue)),
    ),
    element(
      'p',
      { class: 'ordered-total' },
      element('span', {}, text('total')),
      element('strong', {}, withCode(localMoney(localPrice, market), market)),
    ),
  ];
};
