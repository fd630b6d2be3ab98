import { takenHere } from '../cart/attempt.js';
import { byId, show } from '../shop/dom.js';
import { followOrder } from './followOrder.js';
import { orderIdInAddress } from '../order/orderId.js';
import { openPage } from './page.js';
import { text } from '../shop/texts.js';

// A taken order is stored some moments later; asking at once would only hear "not found".
const STORED_BY_MS = 1200;
// Whoever comes with a number of which this browser knows nothing is told after this long that nobody does.
const PATIENCE_MS = 30_000;

const orderId = orderIdInAddress();
const taken = takenHere(orderId);
// 'success', 'cancelled', 'unknown' or 'noOrder', as the texts are called.
let part = orderId ? 'success' : 'noOrder';
let draw = () => undefined;

const render = () => {
  byId('heading').textContent = text(`${part}Heading`);
  byId('words').textContent = text(`${part}Text`);
  document.title = text(part === 'success' ? 'successTitle' : 'orderTitle');
  show(part === 'success' && taken?.wasEditedSince === true, byId('as-first-sent'));
  show(part !== 'success', byId('no-order'));
  if (part === 'success' || part === 'cancelled') draw();
  else show(false, byId('order'));
};

const turnTo = (next) => {
  part = next;
  render();
};

const onUnknown = (missingFor) => {
  // The shop has said 202 to this very browser: the order is received, although it may not be stored yet.
  if (taken || missingFor < PATIENCE_MS) return false;
  turnTo('unknown');
  return true;
};

if (orderId)
  ({ draw } = followOrder(orderId, {
    delay: STORED_BY_MS,
    onUnknown,
    onNews: ({ status }) => turnTo(status === 'CANCELLED' ? 'cancelled' : 'success'),
  }));
openPage(render);
