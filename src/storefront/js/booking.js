import { bookDelivery } from './api.js';
import { calendarLink } from './calendar.js';
import { bigTime } from './deliveryPanel.js';
import { byId, element } from './dom.js';
import { addressOf } from './orderId.js';
import { picture } from './picture.js';
import { text } from './texts.js';

const refusals = {
  SLOT_FULL: 'slotFull',
  SLOT_NOT_OFFERED: 'slotNotOffered',
  DELIVERY_CHANGED_ONCE: 'changedOnce',
  DELIVERY_TIME_DIFFERS: 'bookedMeanwhile',
  TOO_LATE_TO_CHANGE: 'tooLateToChange',
  NOT_YET_DELIVERABLE: 'notReadyText',
  ORDER_NOT_FOUND: 'unknownText',
  WRONG_STATUS: 'stepCancelledText',
};

/**
 * Books a time: `{ booking }`, or why not as `{ reason }`, the key of a text, and `code` when the shop has decided.
 * A delivery can be changed only once, so the shop is told which time is `known` here as booked, if any, and changes
 * no other.
 */
export const book = async (orderId, time, known) => {
  try {
    return { booking: await bookDelivery(orderId, time, known) };
  } catch (failure) {
    const { code } = failure;
    if (Object.hasOwn(refusals, code ?? '')) return { code, reason: refusals[code] };
    return { reason: failure.isOffline ? 'bookingUnreachable' : 'bookingUnavailable' };
  }
};

/** Draws the confirmation of a booking: when, and what to do with it, beside the plant that is coming. Where, only the mail says. */
export const drawConfirmation = ({ deliveryTime }, order) => {
  const { orderId, market, lines } = order;
  const words = element(
    'div',
    {},
    element('h1', { id: 'booked-heading' }, text('bookedHeading')),
    element('p', { class: 'lead' }, text('bookedText')),
    bigTime(deliveryTime, market),
    element(
      'div',
      { class: 'actions' },
      calendarLink({ ...order, deliveryTime, deliveryChanges: order.deliveryTime ? 1 : 0 }),
      element('a', { class: 'quiet button', href: addressOf('order', orderId) }, text('toOrder')),
    ),
  );
  byId('booked').replaceChildren(picture(lines[0].sku), words);
};
