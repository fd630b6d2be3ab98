import { MAX_QUANTITY, quantityOf, setQuantity } from './cart.js';
import { announce, byId, element, focusOn } from '../shop/dom.js';
import { money, withCode } from '../shop/format.js';
import { thumbnail } from '../shop/picture.js';
import { preferences } from '../shop/preferences.js';
import { text } from '../shop/texts.js';

const change = ({ sku, price }, name, quantity) => {
  setQuantity(sku, quantity, price);
  announce(text('nowInCart', name, quantity, byId('total').textContent));
};

const remove = ({ sku, price }, name) => {
  const line = byId(`line-${sku}`);
  const next = (line.nextElementSibling ?? line.previousElementSibling)?.id;
  setQuantity(sku, 0, price);
  announce(text('removed', name));
  focusOn((next && byId(next)?.querySelector('.remove')) ?? byId('heading'));
};

const isOff = (button) => button.getAttribute('aria-disabled') === 'true';

const stepButton = (id, sign, words, onClick) =>
  element(
    'button',
    {
      type: 'button',
      id,
      'aria-label': words,
      on: { click: ({ currentTarget }) => isOff(currentTarget) || onClick() },
    },
    sign,
  );

const stepper = (product, name) => {
  const { sku } = product;
  const step = (by) => () => change(product, name, quantityOf(sku) + by);
  const onTyped = ({ target }) => {
    const wanted = Math.trunc(Number(target.value));
    // What is no quantity is put back to what it was.
    change(product, name, wanted >= 1 ? Math.min(wanted, MAX_QUANTITY) : quantityOf(sku));
  };
  const input = element('input', {
    type: 'number',
    id: `quantity-${sku}`,
    inputmode: 'numeric',
    min: 1,
    max: MAX_QUANTITY,
    'aria-label': text('quantityOf', name),
    on: { change: onTyped },
  });
  return element(
    'div',
    { class: 'stepper' },
    stepButton(`less-${sku}`, '−', text('oneLess', name), step(-1)),
    input,
    stepButton(`more-${sku}`, '+', text('oneMore', name), step(1)),
  );
};

const line = ({ product }) => {
  const name = product.name[preferences.language];
  return element(
    'li',
    { class: 'line', id: `line-${product.sku}` },
    thumbnail(product.sku),
    element(
      'div',
      { class: 'line-name' },
      element('h2', {}, name),
      element('p', { class: 'soft' }, text('each', money(product.price))),
    ),
    stepper(product, name),
    element('p', { class: 'line-price', id: `price-${product.sku}` }),
    element(
      'button',
      {
        type: 'button',
        class: 'remove',
        id: `remove-${product.sku}`,
        on: { click: () => remove(product, name) },
      },
      text('remove'),
      element('span', { class: 'unseen' }, name),
    ),
  );
};

const update = ({ quantity, product: { sku, price } }) => {
  byId(`quantity-${sku}`).value = quantity;
  byId(`price-${sku}`).textContent = money(quantity * price);
  byId(`less-${sku}`).setAttribute('aria-disabled', String(quantity <= 1));
  byId(`more-${sku}`).setAttribute('aria-disabled', String(quantity >= MAX_QUANTITY));
};

let drawn;

/**
 * Draws what is in the cart and what it costs; the control that has the focus keeps it. Lines that stay the same but
 * for their quantity stay in place, so that the click which ends typing still meets its button.
 */
export const drawLines = (sold, total) => {
  const focused = document.activeElement?.id;
  const { language, market } = preferences;
  const toDraw = JSON.stringify([language, market, sold.map(({ product }) => product)]);
  byId('total').textContent = withCode(money(total), market);
  if (toDraw !== drawn) {
    byId('lines').replaceChildren(...sold.map(line));
    if (focused) byId(focused)?.focus();
  }
  drawn = toDraw;
  sold.forEach(update);
};
