import { type Market, shopFacts } from '../contracts/markets.ts';

const HOURS = [9, 13, 17];
const DAYS_AHEAD = 14;
const SUNDAY = 0;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long before a delivery it can be booked or changed at the latest, in milliseconds. */
const NOTICE_MS = 24 * HOUR_MS;

const clocks = new Map<string, Intl.DateTimeFormat>();

// Made when first asked for: it takes 20 ms, and not every request or event needs one.
const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, clock);
  return clock;
};

/** What a time zone's clock on the wall shows at an instant, as if it were UTC. */
const wallClock = (timeZone: string, instant: number): number => {
  const part = Object.fromEntries(
    clockOf(timeZone)
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

/** The instant at which a time zone's wall clock shows this; delivery hours are never inside a clock change. */
const instantOf = (timeZone: string, wall: number): number => {
  const guess = wall - (wallClock(timeZone, wall) - wall);
  return guess - (wallClock(timeZone, guess) - wall);
};

const timesAfter = (timeZone: string, today: number): number[] => {
  const times: number[] = [];
  for (let day = 1; day <= DAYS_AHEAD; day++) {
    const date = today + day * DAY_MS;
    if (new Date(date).getUTCDay() === SUNDAY) continue;
    for (const hour of HOURS) times.push(instantOf(timeZone, date + hour * HOUR_MS));
  }
  return times;
};

const known = new Map<string, { today: number; times: readonly number[] }>();

// Asking the clocks for each time takes a millisecond, and the answer is the same until the date there changes.
const timesOfDay = (timeZone: string, today: number): readonly number[] => {
  const last = known.get(timeZone);
  if (last?.today === today) return last.times;
  const times = timesAfter(timeZone, today);
  known.set(timeZone, { today, times });
  return times;
};

/** The times that a market offers seen from `now`: 09:00, 13:00 and 17:00 there, on the coming 14 days but Sundays, 24 h ahead at least; in ms since 1970. */
export const offeredTimes = (market: Market, now: number, { markets } = shopFacts): number[] => {
  const { timeZone } = markets[market];
  const wall = wallClock(timeZone, now);
  // The date there as its midnight in UTC, which knows no clock changes: so each day has 24 hours.
  const today = wall - (wall % DAY_MS);
  return timesOfDay(timeZone, today).filter((time) => time >= now + NOTICE_MS);
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
