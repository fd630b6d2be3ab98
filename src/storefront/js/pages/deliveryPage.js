import { getDeliveryTimes, getOrder, Refused } from '../shop/api.js';
import { book, drawConfirmation } from '../delivery/booking.js';
import { whyFixed } from '../delivery/deliveryPanel.js';
import { announce, byId, focusOn, show } from '../shop/dom.js';
import { dayAndClock, placeOf } from '../shop/format.js';
import { addressOf, orderIdInAddress } from '../order/orderId.js';
import { isFinal } from '../order/orderStatuses.js';
import { openPage } from './page.js';
import { poll } from '../shop/polling.js';
import { suggestMarket } from '../shop/preferences.js';
import { drawSlots } from '../delivery/slots.js';
import { stepAt, wordsOn } from '../order/steps.js';
import { text } from '../shop/texts.js';

const PARTS = ['looking', 'unknown', 'trouble', 'not-ready', 'ended', 'fixed', 'choose', 'booked'];

const orderId = orderIdInAddress();
let part = 'looking';
let order;
let slots = [];
let booking;
let reason;
let isBooking = false;
let isOffline = false;

const chosenTime = () => {
  const value = new FormData(byId('choose')).get('time');
  return value === null ? undefined : Number(value);
};

const drawButton = () => {
  const button = byId('book');
  button.textContent = text(isBooking ? 'booking' : 'bookTime');
  if (isBooking) button.setAttribute('aria-disabled', 'true');
  else button.removeAttribute('aria-disabled');
};

const drawChosen = () => {
  const time = chosenTime();
  byId('chosen').textContent = time === undefined ? text('noneChosen') : dayAndClock(time, order.market);
  byId('chosen').classList.remove('missing');
};

const drawReason = () => {
  const { deliveryTime, market } = order;
  byId('reason').textContent = reason ? text(reason, deliveryTime && dayAndClock(deliveryTime, market)) : '';
  show(reason !== undefined, byId('reason'));
};

const drawChoice = () => {
  const { market, deliveryTime } = order;
  const chosen = chosenTime();
  byId('choose-heading').textContent = text(deliveryTime ? 'changeHeading' : 'deliveryHeading');
  byId('choose-intro').textContent = deliveryTime
    ? text('changeIntro', dayAndClock(deliveryTime, market))
    : text('deliveryIntro');
  byId('local-time').textContent = text('localTime', placeOf(market));
  drawSlots(byId('days'), slots, { market, chosen, current: deliveryTime });
  show(slots.length === 0, byId('no-times'));
  show(slots.length > 0, byId('book-bar'));
  drawReason();
  drawChosen();
  drawButton();
};

const drawNotReady = () => {
  const isStocked = order.status !== 'PLACED';
  byId('not-ready-heading').textContent = text(isStocked ? 'awaitPaymentHeading' : 'notReadyHeading');
  byId('not-ready-words').textContent = text(isStocked ? 'stepReadyUnpaidText' : 'notReadyText');
};

const drawFixed = () => {
  byId('fixed-time').textContent = dayAndClock(order.deliveryTime, order.market);
  byId('fixed-reason').textContent = text(whyFixed(order) ?? reason ?? 'changedOnce');
};

const drawEnd = () => {
  byId('ended-heading').textContent = text(`step${stepAt[order.status]}`);
  byId('ended-words').textContent = text(wordsOn(order));
};

const render = () => {
  show(false, ...PARTS.map(byId));
  show(true, byId(part));
  for (const link of document.querySelectorAll('.to-order')) link.href = addressOf('order', orderId ?? '');
  byId('trouble-words').textContent = text(isOffline ? 'timesUnreachable' : 'timesUnavailable');
  if (part === 'choose') drawChoice();
  if (part === 'not-ready') drawNotReady();
  if (part === 'ended') drawEnd();
  if (part === 'fixed') drawFixed();
  if (part === 'booked') drawConfirmation(booking, order);
};

const turnTo = (next) => {
  part = next;
  render();
};

const partFor = () => {
  if (isFinal(order.status)) return 'ended';
  if (order.status === 'PLACED' || order.payment === 'PENDING') return 'not-ready';
  return order.deliveryTime && whyFixed(order) ? 'fixed' : 'choose';
};

const load = async () => {
  if (!orderId) return turnTo('unknown');
  try {
    order = await getOrder(orderId);
    suggestMarket(order.market);
    if (partFor() === 'choose') ({ slots } = await getDeliveryTimes(order.market));
    turnTo(partFor());
  } catch (failure) {
    // Whoever waits is not disturbed: the page asks again.
    if (part === 'not-ready') return;
    isOffline = failure.isOffline === true;
    turnTo(failure instanceof Refused && failure.status === 404 ? 'unknown' : 'trouble');
  }
};

// Who waits here for plants or payment sees the times as soon as there are any.
const look = async () => {
  const wasWaiting = part === 'not-ready';
  if (wasWaiting || part === 'looking') await load();
  if (part === 'not-ready') return 'nothing';
  if (wasWaiting) announce(text(part === 'choose' ? 'deliveryIntro' : wordsOn(order)));
  return 'end';
};

const lookAgain = poll(look);

const loadAndWait = async () => {
  await load();
  lookAgain();
};

const explain = async ({ code, reason: why }) => {
  reason = why;
  // A decision of the shop means that this page is out of date: look again before explaining.
  if (code) await loadAndWait();
  else render();
  focusOn(part === 'choose' ? byId('reason') : byId(part));
};

const bookChosen = async (event) => {
  event.preventDefault();
  if (isBooking) return;
  const time = chosenTime();
  if (time === undefined) {
    announce(text('pleaseChoose'));
    byId('chosen').textContent = text('pleaseChoose');
    byId('chosen').classList.add('missing');
    return focusOn(document.querySelector('.slot input:not(:disabled)'));
  }
  isBooking = true;
  drawButton();
  const outcome = await book(orderId, time, order.deliveryTime);
  isBooking = false;
  if (!outcome.booking) return explain(outcome);
  booking = outcome.booking;
  turnTo('booked');
  focusOn(byId('booked-heading'));
};

openPage(render);
byId('choose').addEventListener('change', drawChosen);
byId('choose').addEventListener('submit', bookChosen);
byId('retry').addEventListener('click', loadAndWait);
// A page that comes back from the browser's cache does not know what was booked meanwhile.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted && part !== 'booked') void load();
});
