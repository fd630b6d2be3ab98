/** What an invitation tells; `start`, `decidedAt` and `sentAt` in ms since 1970. */
export interface Invitation {
  uid: string;
  start: number;
  /** When the time was booked: a later decision replaces an earlier one, in whichever order the mails arrive. */
  decidedAt: number;
  sentAt: number;
  summary: string;
  location: string;
  description: string;
}

const DELIVERY_MS = 60 * 60 * 1000;
const MAX_OCTETS = 75;

const moment = (ms: number): string => new Date(ms).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

const escape = (text: string): string => text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');

/** RFC 5545, 3.1: a line of more than 75 octets goes on in the next, which begins with a space. */
const fold = (line: string): string => {
  const lines = [''];
  for (const character of line) {
    const last = lines.at(-1) ?? '';
    if (Buffer.byteLength(last + character) > MAX_OCTETS) lines.push(` ${character}`);
    else lines[lines.length - 1] = last + character;
  }
  return lines.join('\r\n');
};

/** An iCalendar file (RFC 5545) with one event of an hour. The same `uid` later replaces the entry in a calendar. */
export const calendarFile = ({
  uid,
  start,
  decidedAt,
  sentAt,
  summary,
  location,
  description,
}: Invitation): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//ACME Corp//Webshop//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${Math.floor(decidedAt / 1000)}`,
    `DTSTAMP:${moment(sentAt)}`,
    `DTSTART:${moment(start)}`,
    `DTEND:${moment(start + DELIVERY_MS)}`,
    `SUMMARY:${escape(summary)}`,
    `LOCATION:${escape(location)}`,
    `DESCRIPTION:${escape(description)}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n');
