import { MAX_QUANTITY, setQuantity } from './cart.js';
import { announce, byId, element, focusOn } from './dom.js';
import { money, withCode } from './format.js';
import { thumbnail } from './picture.js';
import { preferences } from './preferences.js';
import { text } from './texts.js';

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

const stepButton = (id, sign, words, isOff, onClick) =>
  element(
    'button',
    {
      type: 'button',
      id,
      'aria-label': words,
      'aria-disabled': isOff && 'true',
      on: { click: isOff ? () => {} : onClick },
    },
    sign,
  );

const stepper = (product, name, quantity) => {
  const to = (wanted) => () => change(product, name, wanted);
  const onTyped = ({ target }) => {
    const wanted = Math.trunc(Number(target.value));
    // What is no quantity is put back to what it was.
    change(product, name, wanted >= 1 ? Math.min(wanted, MAX_QUANTITY) : quantity);
  };
  const input = element('input', {
    type: 'number',
    id: `quantity-${product.sku}`,
    inputmode: 'numeric',
    min: 1,
    max: MAX_QUANTITY,
    value: quantity,
    'aria-label': text('quantityOf', name),
    on: { change: onTyped },
  });
  return element(
    'div',
    { class: 'stepper' },
    stepButton(`less-${product.sku}`, '−', text('oneLess', name), quantity <= 1, to(quantity - 1)),
    input,
    stepButton(`more-${product.sku}`, '+', text('oneMore', name), quantity >= MAX_QUANTITY, to(quantity + 1)),
  );
};

const line = ({ quantity, product }) => {
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
    stepper(product, name, quantity),
    element('p', { class: 'line-price' }, money(quantity * product.price)),
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

/** Draws what is in the cart and what it costs; the control that has the focus keeps it. */
export const drawLines = (sold, total) => {
  const focused = document.activeElement?.id;
  byId('total').textContent = withCode(money(total), preferences.market);
  byId('lines').replaceChildren(...sold.map(line));
  if (focused) byId(focused)?.focus();
};
