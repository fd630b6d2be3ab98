import { calendarLink } from './calendar.js';
import { element } from './dom.js';
import { clock, dayOfMonth, placeOf, weekday } from './format.js';
import { addressOf } from './orderId.js';
import { isFinal } from './orderStatuses.js';
import { text } from './texts.js';

const NOTICE_MS = 24 * 60 * 60 * 1000;

/** Why the delivery of an order can't be changed any more, as the key of a text; undefined while it can. */
export const whyFixed = ({ deliveryTime, deliveryChanges }) => {
  if (deliveryChanges > 0) return 'changedOnce';
  return deliveryTime - Date.now() < NOTICE_MS ? 'tooLateToChange' : undefined;
};

/** A delivery time as something to look forward to. */
export const bigTime = (deliveryTime, market) =>
  element(
    'p',
    { class: 'big-time' },
    element('span', {}, weekday(deliveryTime, market)),
    element('strong', {}, dayOfMonth(deliveryTime, market)),
    element('span', {}, clock(deliveryTime, market)),
    element('span', { class: 'soft' }, text('timeIn', placeOf(market))),
  );

const booked = (order) => {
  const fixed = whyFixed(order);
  const change = element(
    'a',
    { class: 'quiet button', href: addressOf('delivery', order.orderId) },
    text('changeTime'),
  );
  return [
    element('h2', {}, text('yourDelivery')),
    bigTime(order.deliveryTime, order.market),
    element('div', { class: 'actions' }, calendarLink(order), fixed === undefined && change),
    element('p', { class: 'soft' }, text(fixed ?? 'canChangeOnce')),
  ];
};

const toBeBooked = ({ orderId }) => [
  element('h2', {}, text('readyHeading')),
  element('p', {}, text('readyText')),
  element('a', { class: 'button', href: addressOf('delivery', orderId) }, text('chooseTime')),
];

const delivered = ({ deliveryTime, market }) => [
  element('h2', {}, text('yourDelivery')),
  bigTime(deliveryTime, market),
];

/** What there is to say and to do about the delivery of an order. */
export const deliveryPanel = (order) => {
  if (!order) return [];
  if (order.status === 'DELIVERED' && order.deliveryTime) return delivered(order);
  if (isFinal(order.status)) return [];
  if (order.deliveryTime) return booked(order);
  return order.status === 'STOCKED' && order.payment !== 'PENDING' ? toBeBooked(order) : [];
};
