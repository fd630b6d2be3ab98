import { freeSlots, offeredTimes } from '../../../src/delivery/slots.ts';

const at = (iso: string) => Date.parse(iso);

const inNewYork = (time: number) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/New_York',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(time);

describe('Which delivery times are offered', () => {
  test('nine, one and five o’clock in the market’s time zone, on the coming 14 days but Sundays', () => {
    const times = offeredTimes('US', at('2026-11-21T12:00:00Z'));
    expect(times[0]).toBe(at('2026-11-23T09:00:00-05:00'));
    expect(times.at(-1)).toBe(at('2026-12-05T17:00:00-05:00'));
    expect(times).toHaveLength(12 * 3);
    expect(new Set(times.map((time) => inNewYork(time).slice(-5)))).toEqual(
      new Set(['09:00', '13:00', '17:00']),
    );
    expect(times.map(inNewYork).filter((time) => time.startsWith('Sun'))).toEqual([]);
  });

  test('never less than 24 hours ahead', () => {
    const now = at('2026-11-24T13:30:00-05:00');
    expect(offeredTimes('US', now)[0]).toBe(at('2026-11-25T17:00:00-05:00'));
    expect(offeredTimes('US', at('2026-11-24T13:00:00-05:00'))[0]).toBe(at('2026-11-25T13:00:00-05:00'));
  });

  test('Mexico City counts by its own clock and calendar', () => {
    expect(offeredTimes('MX', at('2026-11-24T04:00:00Z'))[0]).toBe(at('2026-11-25T09:00:00-06:00'));
  });

  test('nine o’clock stays nine o’clock when the clocks change', () => {
    const times = offeredTimes('US', at('2026-10-28T12:00:00Z'));
    expect(times).toContain(at('2026-10-31T09:00:00-04:00'));
    expect(times).toContain(at('2026-11-02T09:00:00-05:00'));
  });

  test('asking again is the same answer; another day, another country or midnight there is another one', () => {
    const [before, after] = [at('2026-11-24T23:59:59-05:00'), at('2026-11-25T00:00:00-05:00')];
    const last = (market: 'US' | 'MX', now: number) => offeredTimes(market, now).at(-1);
    const asked = () => [last('US', before), last('US', after), last('MX', after), last('US', before)];
    const told = [
      at('2026-12-08T17:00:00-05:00'),
      at('2026-12-09T17:00:00-05:00'),
      at('2026-12-08T17:00:00-06:00'),
      at('2026-12-08T17:00:00-05:00'),
    ];
    expect(asked()).toEqual(told);
    offeredTimes('US', before).length = 0;
    expect(asked()).toEqual(told);
  });

  test('a full time is left out, the others tell how many places remain', () => {
    expect(
      freeSlots(
        [1, 2, 3],
        new Map([
          [1, 49],
          [2, 50],
          [3, 51],
        ]),
        50,
      ),
    ).toEqual([{ time: 1, remaining: 1 }]);
  });

  test('with no places at all nothing is offered', () => {
    expect(freeSlots([1, 2], new Map(), 0)).toEqual([]);
  });
});
