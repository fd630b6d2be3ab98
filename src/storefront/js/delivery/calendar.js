import { element } from '../shop/dom.js';
import { text } from '../shop/texts.js';

const DELIVERY_MS = 60 * 60 * 1000;
const LONGEST_LINE = 75;

const stamp = (ms) => new Date(ms).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

const escape = (words) => words.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');

const bytes = (words) => new TextEncoder().encode(words).length;

// RFC 5545, 3.1: a line of more than 75 octets goes on in the next, which begins with a space.
const fold = (line) => {
  const lines = [''];
  for (const character of line) {
    if (bytes(lines.at(-1) + character) > LONGEST_LINE) lines.push(` ${character}`);
    else lines[lines.length - 1] += character;
  }
  return lines.join('\r\n');
};

/**
 * An iCalendar file with the delivery as an entry of an hour; times in ms since 1970. It has the same UID as the
 * invitation in the mail, so that a calendar keeps one entry; `sequence` says which of two is the later.
 */
const calendarFile = ({ orderId, start, sequence, now, summary, link }) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//ACME Corp//Webshop//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${orderId}@acmecorp.xyz`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(start + DELIVERY_MS)}`,
    `SUMMARY:${escape(summary)}`,
    `DESCRIPTION:${escape(link)}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n');

// The mail counts from the moment of the booking (src/email/calendar.ts), which no page is told. So a page counts from
// the last step before it, by the shop's clock: later than what was booked before, but never later than the mail
// about the same time, which alone always knows the address.
const sequenceOf = ({ deliveryChanges, history }) => {
  const before = deliveryChanges > 0 ? 'DELIVERY_BOOKED' : 'STOCKED';
  const { at } = history.find(({ status }) => status === before) ?? history.at(-1);
  return Math.floor(Date.parse(at) / 1000) + deliveryChanges;
};

let lastAddress;

/**
 * A link that downloads the delivery of an order for a calendar. Whoever has no more than the number of an order is not
 * told where its customer lives: the invitation in the mail says that.
 */
export const calendarLink = ({ orderId, deliveryTime, ...booking }) => {
  const file = calendarFile({
    orderId,
    start: deliveryTime,
    sequence: sequenceOf(booking),
    now: Date.now(),
    summary: text('calendarSummary'),
    link: `${location.origin}/order.html?order=${orderId}`,
  });
  // A page has one such link at a time.
  URL.revokeObjectURL(lastAddress);
  const href = URL.createObjectURL(new Blob([file], { type: 'text/calendar' }));
  lastAddress = href;
  return element('a', { class: 'quiet button', href, download: text('calendarFile') }, text('addToCalendar'));
};
