import { createOrder, Refused } from './api.js';
import { attemptFor, endAttempt, endedSince, noteTaken, oneTabAtATime } from './attempt.js';
import { takeOut } from './cart.js';
import { announce, byId, element, focusOn, show } from './dom.js';
import { complaintsFrom, formIsFine, readForm, showComplaints } from './orderForm.js';
import { conditionsOf } from './orderRules.js';
import { pricesStopOrder } from './priceNotice.js';
import { text } from './texts.js';

/** What the page shows was not sent, because something sent before it was refused; `heading` is the text that says so. */
class NotSent extends Error {
  constructor(heading) {
    super(heading);
    this.heading = heading;
  }
}

let isSending = false;
let problem;

/** True from the click until the shop has answered, and after a success until the page is left. */
export const isOrdering = () => isSending;

/** Shows the problem of the last attempt, if there was one, in the language of the page. */
export const drawProblem = () => {
  const place = byId('problem');
  show(problem !== undefined, place);
  if (problem)
    place.replaceChildren(
      element('h3', {}, text(`${problem.heading}Heading`)),
      element('p', {}, text(`${problem.words ?? problem.heading}Text`)),
    );
};

const tellProblem = (heading, words) => {
  problem = heading && { heading, words };
  drawProblem();
  if (problem) focusOn(byId('problem'));
};

/** Shows the button as it is: ready, or busy with an order. */
export const drawButton = () => {
  const button = byId('place-order');
  button.textContent = text(isSending ? 'placing' : 'placeOrder');
  if (isSending) button.setAttribute('aria-disabled', 'true');
  else button.removeAttribute('aria-disabled');
};

// While an order is on its way nothing that belongs to it can be changed.
const setSending = (value) => {
  isSending = value;
  for (const place of document.querySelectorAll('#header, .cart, #order-form')) place.inert = value;
  drawButton();
};

const orderFrom = ({ orgNumber, ...form }, lines, totalPrice) => ({
  ...Object.fromEntries(Object.entries(form).map(([field, value]) => [field, value.trim()])),
  ...(conditionsOf(form).orgNumber && { orgNumber: orgNumber.trim() }),
  lines,
  totalPrice,
});

const explainRefusal = async (refusal, { onPriceChange, onLinesRefused }) => {
  const complaints = complaintsFrom(refusal.errors);
  if (refusal.code === 'PRICE_CHANGED') {
    await onPriceChange(refusal.expectedTotal);
    pricesStopOrder();
  } else if (refusal.status === 402) tellProblem('declined');
  else if (refusal.status === 413) tellProblem('refused', 'tooLarge');
  else if (refusal.code === 'IDEMPOTENCY_KEY_REUSED') tellProblem('refused', 'keyReused');
  else if (refusal.errors.some(({ field }) => /^lines\b/.test(field))) await onLinesRefused();
  else if (complaints.length > 0) showComplaints(complaints);
  else tellProblem('refused');
};

const explain = (failure, page) => {
  if (failure instanceof NotSent) return tellProblem(failure.heading);
  if (failure instanceof Refused) return explainRefusal(failure, page);
  if (failure.isInDoubt) return tellProblem('inDoubt');
  tellProblem(failure.isOffline ? 'unreachable' : 'unavailable');
};

const isReady = () => {
  if (isSending || pricesStopOrder()) return false;
  tellProblem(undefined);
  if (formIsFine()) return true;
  announce(text('fixFields', document.querySelectorAll('#order-form [aria-invalid]').length));
  return false;
};

/** What another tab has made of its attempt while this one waited: it is the same order, or it is up to the customer. */
const takenElsewhere = ({ orderId }) => {
  if (orderId === undefined) throw new NotSent('otherTab');
  noteTaken(orderId, true);
  return orderId;
};

const take = (orderId, attempt, wasEditedSince) => {
  endAttempt(orderId);
  noteTaken(orderId, wasEditedSince);
  takeOut(attempt.order.lines);
  return orderId;
};

/** Sends what may be on its way already before anything else, and nothing after it; gives the id of what was taken. */
const send = async (order, clickedAt) => {
  const ended = endedSince(clickedAt);
  if (ended) return takenElsewhere(ended);
  const attempt = attemptFor(order);
  const wasEditedSince = JSON.stringify(attempt.order) !== JSON.stringify(order);
  try {
    const { orderId } = await createOrder(attempt.order, attempt.key);
    return take(orderId, attempt, wasEditedSince);
  } catch (failure) {
    const wasNeverSent = failure.wasTurnedAway && !attempt.isResumed;
    if (failure instanceof Refused || wasNeverSent) endAttempt();
    // What the customer sees by now is another order than the refused one: it takes another click.
    throw failure instanceof Refused && wasEditedSince ? new NotSent('firstRefused') : failure;
  }
};

/**
 * Orders what is in the cart, once: `lines` as `[{ sku, quantity }]` for `total` US cents. They leave the cart only
 * when the shop has taken the order; whatever else happens, everything typed stays, and `page.redraw` shows how
 * things are now: the cart or the market may have changed in another tab.
 */
export const placeOrder = async ({ lines, total }, page) => {
  if (!isReady()) return;
  const clickedAt = Date.now();
  setSending(true);
  try {
    const order = orderFrom(readForm(), lines, total);
    const orderId = await oneTabAtATime(() => send(order, clickedAt));
    location.assign(`/success.html?order=${encodeURIComponent(orderId)}`);
  } catch (failure) {
    setSending(false);
    page.redraw();
    await explain(failure, page);
  }
};

// Whoever comes back to this page from the thanks finds it ready again.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) setSending(false);
});
