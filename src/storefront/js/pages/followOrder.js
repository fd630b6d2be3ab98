import { getOrder, Refused } from '../shop/api.js';
import { loadCatalogue } from '../shop/catalogue.js';
import { deliveryPanel } from '../delivery/deliveryPanel.js';
import { announce, byId, show } from '../shop/dom.js';
import { orderLines, paymentWords } from '../order/orderLines.js';
import { isFinal } from '../order/orderStatuses.js';
import { poll } from '../shop/polling.js';
import { preferences, suggestMarket } from '../shop/preferences.js';
import { drawSteps, stepsOf, wordsOn } from '../order/steps.js';
import { text } from '../shop/texts.js';

// A taken order is stored some moments later; only after this long is a missing one worth a word.
const SLOW_MS = 45_000;

const newest = (order) =>
  order &&
  JSON.stringify([
    ...[order.status, order.cancelledReason, order.deliveryTime, order.deliveryChanges],
    ...[order.payment, order.refunds],
  ]);

const paymentNews = (before, { payment }) =>
  before.payment !== payment && paymentWords(payment) ? `${text('payment')}: ${paymentWords(payment)}. ` : '';

const currentStep = (order) => stepsOf(order).find(({ state }) => state === 'Current').name;

/**
 * Shows an order and follows it to its end. `onNews` is told the order whenever it is found to be another than before;
 * `onUnknown`, told for how many ms it was missing, ends the search by returning true. Gives functions that draw
 * everything again.
 */
export const followOrder = (orderId, { onNews = () => undefined, onUnknown = () => false, delay } = {}) => {
  const startedAt = Date.now();
  let order;
  let isInTrouble = false;
  let catalogue = new Map();

  const draw = () => {
    show(true, byId('order'));
    byId('order-number').textContent = orderId;
    drawSteps(byId('steps'), order, order?.market ?? preferences.market);
    const delivery = deliveryPanel(order);
    byId('delivery').replaceChildren(...delivery);
    byId('ordered').replaceChildren(...(order ? orderLines(order, catalogue) : []));
    show(delivery.length > 0, byId('delivery'));
    show(order !== undefined, byId('ordered'));
    drawTrouble();
  };

  const drawTrouble = () => {
    const isSlow = order === undefined && Date.now() - startedAt > SLOW_MS;
    const words = isInTrouble ? text('statusTrouble') : isSlow ? text('slowOrder') : '';
    if (byId('order-trouble').textContent !== words) byId('order-trouble').textContent = words;
  };

  const take = (found) => {
    const before = order;
    order = found;
    if (newest(before) === newest(order)) return 'nothing';
    onNews(order);
    suggestMarket(order.market);
    draw();
    if (before)
      announce(`${paymentNews(before, order)}${text(`step${currentStep(order)}`)}. ${text(wordsOn(order))}`);
    return 'news';
  };

  const ask = async () => {
    const { found, failure } = await getOrder(orderId).then(
      (order) => ({ found: order }),
      (failure) => ({ failure }),
    );
    const isMissing = failure instanceof Refused && failure.status === 404;
    isInTrouble = failure !== undefined && !isMissing;
    drawTrouble();
    if (isMissing && onUnknown(Date.now() - startedAt)) return 'end';
    if (!found) return 'nothing';
    const outcome = take(found);
    // A booked delivery is a matter of days: whoever comes back to the page sees what became of it.
    return found.status === 'DELIVERY_BOOKED' || isFinal(found.status) ? 'end' : outcome;
  };

  const drawIfKnown = () => (order ? draw() : drawTrouble());
  loadCatalogue()
    .then((loaded) => {
      catalogue = loaded;
      drawIfKnown();
    })
    // Without the catalogue the lines show SKUs, which is still an order to recognise.
    .catch(() => undefined);
  poll(ask, delay);
  return { draw, drawIfKnown };
};
