import { element } from '../shop/dom.js';
import { localMoney, moment, withCode } from '../shop/format.js';
import { thumbnail } from '../shop/picture.js';
import { preferences } from '../shop/preferences.js';
import { localLinePrices } from '../shop/prices.js';
import { text, texts } from '../shop/texts.js';

const row = ({ sku, quantity }, amount, catalogue) =>
  element(
    'li',
    { class: 'ordered' },
    thumbnail(sku),
    element('span', {}, `${quantity} × ${catalogue.get(sku)?.name[preferences.language] ?? sku}`),
    element('span', { class: 'amount' }, amount),
  );

const refund = ({ at, localAmount }, market) =>
  element(
    'p',
    { class: 'ordered' },
    element('span', {}, text('inYourFavor', moment(new Date(at), market))),
    element('span', { class: 'amount' }, withCode(localMoney(localAmount, market), market)),
  );

/** How a payment stands; undefined where the shop does not tell, or tells something new. */
export const paymentWords = (payment) =>
  Object.hasOwn(texts, `payment${payment}`) ? text(`payment${payment}`) : undefined;

const paymentState = (words) =>
  element(
    'p',
    { class: 'ordered' },
    element('span', {}, text('payment')),
    element('span', { class: 'amount' }, words),
  );

/**
 * What was ordered and what it cost when it was ordered, in the money of the order's market; how its payment stands, and
 * what was given back, where the shop tells.
 */
export const orderLines = ({ lines, market, localPrice, payment, refunds = [] }, catalogue) => {
  const prices = localLinePrices(lines, localPrice);
  const state = paymentWords(payment);
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
    ...(state ? [paymentState(state)] : []),
    ...refunds.map((each) => refund(each, market)),
  ];
};
