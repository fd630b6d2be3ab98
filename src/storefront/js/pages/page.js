import { countPlants, onCartChange } from '../cart/cart.js';
import { byId, element } from '../shop/dom.js';
import { markets, shopFacts } from '../shop/markets.js';
import { chooseMarket, choose, onPreferencesChange, preferences } from '../shop/preferences.js';
import { text, translate } from '../shop/texts.js';

const link = (href, ...children) => {
  const isHere =
    location.pathname.replace(/(index)?(\.html)?$/, '') === href.replace(/(index)?(\.html)?$/, '');
  return element('a', { href, 'aria-current': isHere && 'page' }, ...children);
};

const brand = () =>
  element(
    'a',
    { class: 'brand', href: '/' },
    element('img', { src: '/img/icon.svg', alt: '', width: 40, height: 40 }),
    element('span', { class: 'brand-name' }, 'ACME ', element('small', {}, text('brandLine'))),
  );

const cartLink = () => {
  const count = countPlants();
  const badge = element(
    'span',
    { class: 'badge', 'aria-hidden': 'true', hidden: count === 0 },
    String(count),
  );
  const words = element('span', { class: 'unseen' }, text('cartCount', count));
  const node = link('/cart.html', element('span', { class: 'word' }, text('toCart')), words, badge);
  node.id = 'cart-link';
  return node;
};

const option = (id, words, isPressed, onChoice, language) =>
  element(
    'button',
    { type: 'button', id, 'aria-pressed': String(isPressed), lang: language, on: { click: onChoice } },
    words,
  );

const switches = () =>
  element(
    'div',
    { class: 'switches' },
    element(
      'div',
      { class: 'switch', role: 'group', 'aria-label': text('chooseMarket') },
      Object.keys(markets).map((market) =>
        option(`market-${market}`, text(market), preferences.market === market, () => chooseMarket(market)),
      ),
    ),
    element(
      'div',
      { class: 'switch', role: 'group', 'aria-label': text('chooseLanguage') },
      Object.entries(shopFacts.languages).map(([language, name]) =>
        option(
          `language-${language}`,
          name,
          preferences.language === language,
          () => choose({ language }),
          language,
        ),
      ),
    ),
  );

const drawFrame = () => {
  const focused = document.activeElement?.id;
  const menu = element(
    'nav',
    { 'aria-label': text('navigation') },
    link('/', element('span', { class: 'word' }, text('toPlants'))),
    cartLink(),
  );
  byId('header').replaceChildren(switches(), element('div', { class: 'bar' }, brand(), menu));
  byId('footer').replaceChildren(
    element('p', {}, text('footerLine')),
    element('p', {}, link('/order.html', text('followAnOrder'))),
  );
  // Whoever presses a switch keeps the focus on it although it was drawn anew.
  if (focused) byId(focused)?.focus();
};

/** Opens a page: its frame and its words; `render` draws the rest, now and after each change of market or language. */
export const openPage = (render = () => undefined) => {
  const draw = () => {
    translate();
    drawFrame();
    render();
  };
  draw();
  onPreferencesChange(draw);
  onCartChange(() => byId('cart-link').replaceWith(cartLink()));
  document.documentElement.dataset.ready = 'yes';
};
