/** Who invites: RFC 5546 wants it of each entry that is published or cancelled. */
export const ORGANIZER = 'orders@acmecorp.xyz';

/** What an invitation tells; `start`, `decidedAt` and `sentAt` in ms since 1970. */
export interface Invitation {
  uid: string;
  start: number;
  /** When the time was booked: a later decision replaces an earlier one, in whichever order the mails arrive. */
  decidedAt: number;
  sentAt: number;
  /** True for one that takes the entry out of the calendar again. */
  isCancelled?: boolean;
  summary: string;
  location: string;
  description: string;
}

/** An iCalendar file and what a calendar is to do with it. */
export interface CalendarFile {
  method: 'PUBLISH' | 'CANCEL';
  content: string;
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

// A cancellation in the same second is still the later word.
const sequence = (decidedAt: number, method: CalendarFile['method']): number =>
  Math.floor(decidedAt / 1000) + (method === 'CANCEL' ? 1 : 0);

const contentOf = (
  { uid, start, decidedAt, sentAt, summary, location, description }: Omit<Invitation, 'isCancelled'>,
  method: CalendarFile['method'],
): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//ACME Corp//Webshop//EN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `ORGANIZER;CN=ACME Corp.:mailto:${ORGANIZER}`,
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    `SEQUENCE:${sequence(decidedAt, method)}`,
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

/**
 * An iCalendar file (RFC 5545, 5546) with one event of an hour. The same `uid` later replaces the entry in a calendar, or
 * takes it out.
 */
export const calendarFile = ({ isCancelled = false, ...invitation }: Invitation): CalendarFile => {
  const method = isCancelled ? 'CANCEL' : 'PUBLISH';
  return { method, content: contentOf(invitation, method) };
};
