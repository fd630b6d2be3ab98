import { element } from './dom.js';
import { moment } from './format.js';
import { isFinal } from './orderStatuses.js';
import { text, texts } from './texts.js';

const STEPS = ['Received', 'Placed', 'Growing', 'Ready', 'Booked'];

/** The step that each status has brought an order to; before it is stored there is none. */
export const stepAt = {
  PLACED: 'Growing',
  STOCKED: 'Ready',
  DELIVERY_BOOKED: 'Booked',
  DELIVERED: 'Delivered',
  COMPLETED: 'Completed',
  CANCELLED: 'Cancelled',
};
const REACHED_BY = {
  Received: 'PLACED',
  Placed: 'PLACED',
  Ready: 'STOCKED',
  Booked: 'DELIVERY_BOOKED',
  Delivered: 'DELIVERED',
  Completed: 'COMPLETED',
  Cancelled: 'CANCELLED',
};

const timeOf = (step, order) => order?.history.find(({ status }) => status === REACHED_BY[step])?.at;

// An order that has ended shows how far it had come and how it ended, and nothing that is still ahead.
const namesFor = (order) => {
  if (!order || !isFinal(order.status)) return STEPS;
  const reached = STEPS.findLastIndex((step) => timeOf(step, order) !== undefined);
  return [...STEPS.slice(0, reached + 1), stepAt[order.status]];
};

/** The steps of an order, done, current or ahead, with their times; an order that is not stored yet is undefined. */
export const stepsOf = (order) => {
  const names = namesFor(order);
  const current = names.indexOf(stepAt[order?.status] ?? 'Received');
  return names.map((name, index) => ({
    name,
    state: index < current ? 'Done' : index === current ? 'Current' : 'Ahead',
    at: index <= current ? timeOf(name, order) : undefined,
  }));
};

/** What there is to say of the step on which an order stands, as the key of a text. */
export const wordsOn = (order) => {
  const because = `because${order?.cancelledReason}`;
  if (order?.status === 'CANCELLED' && Object.hasOwn(texts, because)) return because;
  if (order?.status === 'STOCKED' && order.payment === 'PENDING') return 'stepReadyUnpaidText';
  return `step${stepAt[order?.status] ?? 'Received'}Text`;
};

const timeElement = (at, market) =>
  element('time', { datetime: new Date(at).toISOString() }, moment(new Date(at), market));

const item = ({ name, state, at }, order, market) =>
  element(
    'li',
    { class: `step step-${state.toLowerCase()}`, 'aria-current': state === 'Current' && 'step' },
    element(
      'div',
      { class: 'step-name' },
      element('h3', {}, text(`step${name}`), element('span', { class: 'unseen' }, text(`step${state}`))),
      at && timeElement(at, market),
    ),
    state === 'Current' && element('p', {}, text(wordsOn(order))),
  );

/** Draws the steps into a list; times are those of the order's market. */
export const drawSteps = (list, order, market) =>
  list.replaceChildren(...stepsOf(order).map((step) => item(step, order, market)));
