import { acceptPrices, cartLines, MAX_QUANTITY, onCartChange } from '../cart/cart.js';
import { drawLines } from '../cart/cartLines.js';
import { loadCatalogue } from '../shop/catalogue.js';
import { drawButton, drawProblem, isOrdering, placeOrder } from '../cart/checkout.js';
import { byId, focusOn, show } from '../shop/dom.js';
import { drawForm, openForm, readForm } from '../cart/orderForm.js';
import { termsOf } from '../cart/orderRules.js';
import { openPage } from './page.js';
import { preferences } from '../shop/preferences.js';
import { drawPriceNotice } from '../cart/priceNotice.js';
import { changesIn, sellable, totalOf } from '../shop/prices.js';
import { text } from '../shop/texts.js';

let catalogue;
// What the server wants for the cart when that is not what the catalogue of this page makes.
let expectedTotal;
let agreedTotal;
// The server has refused the plants themselves; it may know better than this page.
let areLinesRefused = false;

const terms = () => text(...termsOf(readForm(), preferences.language));

const totals = (sold) => {
  const ours = totalOf(sold);
  return { ours, asked: agreedTotal ?? ours };
};

const linesComplaint = (sold) => {
  if (sold.reduce((sum, { quantity }) => sum + quantity, 0) > MAX_QUANTITY) return 'tooManyPlants';
  return areLinesRefused ? 'linesWrong' : undefined;
};

const renderCart = () => {
  if (isOrdering()) return;
  const lines = cartLines();
  const sold = sellable(lines, catalogue);
  const { ours, asked } = totals(sold);
  const complaint = linesComplaint(sold);
  show(lines.length === 0, byId('empty'));
  show(lines.length > 0, byId('checkout'));
  show(sold.length > 0, byId('lines'), byId('order-form'), byId('summary'));
  drawLines(sold, asked);
  byId('lines-error').textContent = complaint ? text(complaint) : '';
  // The server knows only the total, so that the lines may still show what this page knows of their prices.
  show(asked !== ours, byId('total-note'));
  byId('accept-prices').textContent = text(sold.length > 0 ? 'acceptPrices' : 'acceptGone');
  drawPriceNotice(
    changesIn(lines, catalogue),
    expectedTotal === undefined ? undefined : { before: ours, now: expectedTotal },
  );
};

const renderTerms = () => {
  byId('terms').textContent = terms();
};

const render = () => {
  drawForm();
  drawProblem();
  drawButton();
  renderTerms();
  if (catalogue) renderCart();
};

const onPriceChange = async (expected) => {
  catalogue = await loadCatalogue({ isFresh: true }).catch(() => catalogue);
  const isExplained = totalOf(sellable(cartLines(), catalogue)) === expected;
  expectedTotal = isExplained ? undefined : expected;
  renderCart();
};

const onLinesRefused = async () => {
  catalogue = await loadCatalogue({ isFresh: true }).catch(() => catalogue);
  areLinesRefused = true;
  renderCart();
  focusOn(byId('lines-error'));
};

const accept = () => {
  const agreed = expectedTotal;
  acceptPrices(catalogue);
  // Only now: the changed cart has just forgotten what was agreed on before.
  agreedTotal = agreed;
  renderCart();
  focusOn(cartLines().length > 0 ? byId('place-order') : byId('heading'));
};

const order = (event) => {
  event.preventDefault();
  const sold = sellable(cartLines(), catalogue);
  if (linesComplaint(sold) === 'tooManyPlants') return focusOn(byId('lines-error'));
  const lines = sold.map(({ quantity, product }) => ({ sku: product.sku, quantity }));
  if (lines.length > 0)
    void placeOrder({ lines, total: totals(sold).asked }, { redraw: render, onPriceChange, onLinesRefused });
};

const load = async () => {
  show(false, byId('trouble'));
  try {
    // Prices decide here, so the browser's cache does not.
    catalogue = await loadCatalogue({ isFresh: true });
    renderCart();
  } catch {
    show(true, byId('trouble'));
  }
};

openForm(renderTerms);
openPage(render);
onCartChange(() => {
  agreedTotal = undefined;
  expectedTotal = undefined;
  areLinesRefused = false;
  if (catalogue) renderCart();
});
// After the same event has told the cart and the button that the page is back.
addEventListener('pageshow', ({ persisted }) => persisted && render());
byId('order-form').addEventListener('submit', order);
byId('accept-prices').addEventListener('click', accept);
byId('retry').addEventListener('click', load);
await load();
