import { element } from './dom.js';
import { text } from './texts.js';

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
 * invitation in the mail, so that a calendar keeps one entry.
 */
export const calendarFile = ({ orderId, start, now, summary, location, link }) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//ACME Corp//Webshop//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${orderId}@acmecorp.xyz`,
    `SEQUENCE:${Math.floor(now / 1000)}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(start + DELIVERY_MS)}`,
    `SUMMARY:${escape(summary)}`,
    ...(location ? [`LOCATION:${escape(location)}`] : []),
    `DESCRIPTION:${escape(link)}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n');

/** A link that downloads the delivery for a calendar. */
export const calendarLink = ({ orderId, deliveryTime, location }) => {
  const file = calendarFile({
    orderId,
    start: deliveryTime,
    now: Date.now(),
    summary: text('calendarSummary'),
    location,
    link: `${globalThis.location.origin}/order.html?order=${orderId}`,
  });
  const href = URL.createObjectURL(new Blob([file], { type: 'text/calendar' }));
  return element('a', { class: 'quiet button', href, download: text('calendarFile') }, text('addToCalendar'));
};
