import { onCartChange, MAX_QUANTITY, quantityOf, setQuantity } from '../cart/cart.js';
import { loadCatalogue } from '../shop/catalogue.js';
import { announce, byId, element, show } from '../shop/dom.js';
import { money } from '../shop/format.js';
import { openPage } from './page.js';
import { picture } from '../shop/picture.js';
import { preferences } from '../shop/preferences.js';
import { text } from '../shop/texts.js';

// The first row is seen at once; the rest may wait until it is scrolled to.
const SEEN_AT_ONCE = 2;

let catalogue = new Map();

const add = ({ sku, price }, name) => {
  const before = quantityOf(sku);
  if (before >= MAX_QUANTITY) return announce(text('enoughInCart', name));
  setQuantity(sku, before + 1, price);
  announce(text('added', name, before + 1));
};

const loading = (index) => (index < SEEN_AT_ONCE ? 'eager' : 'lazy');

const plant = (product, index) => {
  const { sku, price } = product;
  const name = product.name[preferences.language];
  return element(
    'li',
    { class: 'plant', id: `plant-${sku}` },
    element(
      'div',
      { class: 'picture' },
      picture(sku, { loading: loading(index) }),
      element('span', { class: 'chip', id: `chip-${sku}` }),
    ),
    element('h2', {}, name),
    element('p', { class: 'price' }, money(price)),
    element(
      'button',
      {
        type: 'button',
        class: 'quiet',
        id: `add-${sku}`,
        on: { click: () => add(product, name) },
      },
      text('addToCart'),
      element('span', { class: 'unseen' }, name),
    ),
  );
};

const markCart = () => {
  for (const sku of catalogue.keys()) {
    const count = quantityOf(sku);
    byId(`chip-${sku}`).textContent = count > 0 ? text('inCart', count) : '';
  }
};

const render = () => {
  byId('plants').replaceChildren(...[...catalogue.values()].map(plant));
  markCart();
};

const load = async () => {
  show(false, byId('trouble'));
  try {
    catalogue = await loadCatalogue();
    render();
    show(true, byId('how'));
  } catch {
    show(true, byId('trouble'));
  }
};

openPage(render);
onCartChange(markCart);
byId('retry').addEventListener('click', load);
await load();
