import { byId, show } from './dom.js';
import { followOrder } from './followOrder.js';
import { orderIdInAddress } from './orderId.js';
import { openPage } from './page.js';

// A taken order is stored some moments later; asking at once would only hear "not found".
const STORED_BY_MS = 1200;

const orderId = orderIdInAddress();

if (orderId) {
  // The shop has said 202: the order is received, although it may not be stored yet.
  const { draw } = followOrder(orderId, { delay: STORED_BY_MS });
  openPage(draw);
} else {
  openPage();
  show(true, byId('no-order'));
}
