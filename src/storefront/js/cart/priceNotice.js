import { byId, element, focusOn, show } from '../shop/dom.js';
import { money } from '../shop/format.js';
import { preferences } from '../shop/preferences.js';
import { text } from '../shop/texts.js';

const said = ({ sku, before, product }) =>
  product
    ? text('priceChange', product.name[preferences.language], money(before), money(product.price))
    : text('plantGone', sku);

/**
 * Shows what has changed since the customer saw the prices. `totals` are set when the server asks for another
 * total than this page's catalogue makes: `{ before, now }` in US cents.
 */
export const drawPriceNotice = (changes, totals) => {
  const sentences = changes.map(said);
  if (totals) sentences.push(text('totalChange', money(totals.before), money(totals.now)));
  byId('price-changes').replaceChildren(...sentences.map((sentence) => element('li', {}, sentence)));
  show(sentences.length > 0, byId('price-notice'));
};

/** True while the customer has not agreed to changed prices; the notice then takes the focus. */
export const pricesStopOrder = () => {
  const notice = byId('price-notice');
  if (!notice.hidden) focusOn(notice);
  return !notice.hidden;
};
