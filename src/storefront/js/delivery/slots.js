import { element } from '../shop/dom.js';
import { clock, day, dayOfMonth, weekday } from '../shop/format.js';
import { text } from '../shop/texts.js';

const FEW = 5;

const byDay = (slots, market) => {
  const days = new Map();
  for (const slot of slots) {
    const name = day(slot.time, market);
    days.set(name, [...(days.get(name) ?? []), slot]);
  }
  return [...days.values()];
};

const choice = ({ time, remaining }, { market, chosen, current }) => {
  const left = time === current ? text('yourTimeNow') : text('remaining', remaining);
  return element(
    'label',
    { class: 'slot' },
    element('input', {
      type: 'radio',
      name: 'time',
      value: time,
      checked: time === chosen,
      disabled: time === current,
    }),
    element('span', { class: 'slot-time' }, clock(time, market)),
    element('span', { class: remaining <= FEW ? 'slot-left few' : 'slot-left' }, left),
  );
};

const dayOf = (slots, options) =>
  element(
    'fieldset',
    { class: 'day' },
    element(
      'legend',
      {},
      element('span', { class: 'day-name' }, weekday(slots[0].time, options.market)),
      ' ',
      element('span', { class: 'day-date' }, dayOfMonth(slots[0].time, options.market)),
    ),
    element(
      'div',
      { class: 'slots' },
      slots.map((slot) => choice(slot, options)),
    ),
  );

/** Draws the free times, one group a day, all of them one choice. `chosen` stays chosen, `current` is the time booked now. */
export const drawSlots = (place, slots, options) =>
  place.replaceChildren(...byDay(slots, options.market).map((slotsOfDay) => dayOf(slotsOfDay, options)));
