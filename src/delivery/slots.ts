import type { Market } from '../contracts/fields.ts';

/** The time zone in which each market's deliveries are made. */
const timeZones: Record<Market, string> = { US: 'America/New_York', MX: 'America/Mexico_City' };

const HOURS = [9, 13, 17];
const DAYS_AHEAD = 14;
const SUNDAY = 0;
const HOUR_MS = 3_600_000;

/** How long before a delivery it can be booked or changed at the latest, in milliseconds. */
export const NOTICE_MS = 24 * HOUR_MS;

const clocks = new Map<Market, Intl.DateTimeFormat>();

// Made when first asked for: it takes 20 ms, and not every request or event needs one.
const clockOf = (market: Market): Intl.DateTimeFormat => {
  const known = clocks.get(market);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: timeZones[market],
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(market, clock);
  return clock;
};

/** What the clock on a market's wall shows at an instant, as if it were UTC. */
const wallClock = (market: Market, instant: number): number => {
  const part = Object.fromEntries(
    clockOf(market)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(
    part['year']!,
    part['month']! - 1,
    part['day']!,
    part['hour'],
    part['minute'],
    part['second'],
  );
};

/** The instant at which a market's wall clock shows this; delivery hours are never inside a clock change. */
const instantOf = (market: Market, wall: number): number => {
  const guess = wall - (wallClock(market, wall) - wall);
  return guess - (wallClock(market, guess) - wall);
};

/** The times that a market offers seen from `now`: 09:00, 13:00 and 17:00 there, on the coming 14 days but Sundays, 24 h ahead at least; in ms since 1970. */
export const offeredTimes = (market: Market, now: number): number[] => {
  const today = new Date(wallClock(market, now));
  const times: number[] = [];
  for (let day = 1; day <= DAYS_AHEAD; day++) {
    const date = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + day);
    if (new Date(date).getUTCDay() === SUNDAY) continue;
    for (const hour of HOURS) times.push(instantOf(market, date + hour * HOUR_MS));
  }
  return times.filter((time) => time >= now + NOTICE_MS);
};

/** A time with the places that are left in it. */
export interface Slot {
  time: number;
  remaining: number;
}

/** The offered times that still have a place, given how many are taken at each. */
export const freeSlots = (
  offered: readonly number[],
  taken: ReadonlyMap<number, number>,
  capacity: number,
): Slot[] =>
  offered
    .map((time) => ({ time, remaining: capacity - (taken.get(time) ?? 0) }))
    .filter(({ remaining }) => remaining > 0);
