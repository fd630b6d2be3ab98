import { byId, show } from '../shop/dom.js';
import { followOrder } from './followOrder.js';
import { orderIdInAddress } from '../order/orderId.js';
import { openPage } from './page.js';

// The mail with the link may be faster than the order on its way into the book.
const PATIENCE_MS = 6000;

const orderId = orderIdInAddress();

const askForNumber = (isUnknown) => {
  show(false, byId('looking'), byId('order'));
  show(isUnknown, byId('unknown'));
  show(true, byId('ask'));
};

const onUnknown = (missingFor) => {
  if (missingFor < PATIENCE_MS) return false;
  askForNumber(true);
  return true;
};

if (orderId) {
  show(true, byId('looking'));
  const { drawIfKnown } = followOrder(orderId, {
    onUnknown,
    onNews: () => show(false, byId('looking'), byId('unknown'), byId('ask')),
  });
  openPage(() => void drawIfKnown());
} else {
  openPage();
  askForNumber(orderId === null);
}
byId('number').value = new URLSearchParams(location.search).get('order') ?? '';
