import fc from 'fast-check';
import { isOpen, nextChange, openIntervals } from '../../src/routing/hours';
import type { HoursBlock, WeeklyHours } from '../../src/routing/terms';
import { isTimeZone, zoneOffsetMs } from '../../src/routing/zone';

const minute = 60_000;
const day = 86_400_000;
type Weekday = HoursBlock['weekday'];
const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const at = (text: string): Date => new Date(text);
const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

function hours(timeZone: string, from: string, to: string, weekdays = everyDay): WeeklyHours {
  return { timeZone, blocks: weekdays.map((weekday) => ({ weekday, from: clock(from), to: clock(to) })) };
}
function told(open: WeeklyHours, from: string, to: string): string[] {
  return openIntervals(open, at(from), at(to)).map(
    (interval) => `${interval.from.toISOString().slice(0, 16)}/${interval.to.toISOString().slice(0, 16)}`,
  );
}

describe('a working day', () => {
  const office = hours('Europe/Stockholm', '09:00', '17:00', [1, 2, 3, 4, 5]);

  it('is open from its first minute up to, not including, its last', () => {
    expect(isOpen(office, at('2026-11-20T07:59:59.999Z'))).toBe(false);
    expect(isOpen(office, at('2026-11-20T08:00:00Z'))).toBe(true);
    expect(isOpen(office, at('2026-11-20T15:59:59.999Z'))).toBe(true);
    expect(isOpen(office, at('2026-11-20T16:00:00Z'))).toBe(false);
  });

  it('is closed on the days that are not named', () => {
    expect(isOpen(office, at('2026-11-21T10:00:00Z'))).toBe(false);
    expect(told(office, '2026-11-20T00:00Z', '2026-11-24T00:00Z')).toEqual([
      '2026-11-20T08:00/2026-11-20T16:00',
      '2026-11-23T08:00/2026-11-23T16:00',
    ]);
  });

  it('opens next on Monday when asked on Friday evening', () => {
    expect(nextChange(office, at('2026-11-20T16:00Z'))).toEqual(at('2026-11-23T08:00Z'));
    expect(nextChange(office, at('2026-11-23T08:00Z'))).toEqual(at('2026-11-23T16:00Z'));
  });
});

describe('clocks put forward', () => {
  it('make a day of 23 hours', () => {
    expect(told(hours('Europe/Berlin', '00:00', '24:00', [7]), '2026-03-28T00:00Z', '2026-03-31T00:00Z')).toEqual([
      '2026-03-28T23:00/2026-03-29T22:00',
    ]);
  });

  it('keep the hours of the wall: nine o’clock is an hour earlier in UTC from that day on', () => {
    expect(told(hours('Europe/Berlin', '09:00', '10:00'), '2026-03-28T00:00Z', '2026-03-30T00:00Z')).toEqual([
      '2026-03-28T08:00/2026-03-28T09:00',
      '2026-03-29T07:00/2026-03-29T08:00',
    ]);
  });

  it('skip a block inside the skipped hour, and cut one that reaches into it', () => {
    const within = hours('America/New_York', '02:10', '02:50', [7]);
    expect(told(within, '2026-03-08T00:00Z', '2026-03-09T00:00Z')).toEqual([]);
    expect(nextChange(within, at('2026-03-08T00:00Z'))).toEqual(at('2026-03-15T06:10Z'));
    expect(nextChange(within, at('2026-03-01T07:50Z'))).toEqual(at('2026-03-15T06:10Z'));
    expect(told(hours('America/New_York', '01:30', '02:30', [7]), '2026-03-08T00:00Z', '2026-03-09T00:00Z')).toEqual([
      '2026-03-08T06:30/2026-03-08T07:00',
    ]);
  });
});

describe('clocks put back', () => {
  it('make a day of 25 hours', () => {
    expect(told(hours('Europe/Berlin', '00:00', '24:00', [7]), '2026-10-24T00:00Z', '2026-10-27T00:00Z')).toEqual([
      '2026-10-24T22:00/2026-10-25T23:00',
    ]);
  });

  it('repeat a block inside the hour that comes twice', () => {
    expect(told(hours('America/New_York', '01:15', '01:45', [7]), '2026-11-01T00:00Z', '2026-11-02T00:00Z')).toEqual([
      '2026-11-01T05:15/2026-11-01T05:45',
      '2026-11-01T06:15/2026-11-01T06:45',
    ]);
  });

  it('are told apart by half an hour on Lord Howe Island', () => {
    expect(told(hours('Australia/Lord_Howe', '01:30', '02:00', [7]), '2026-04-04T00:00Z', '2026-04-05T12:00Z')).toEqual(
      ['2026-04-04T14:30/2026-04-04T15:30'],
    );
  });
});

describe('zones that are not whole hours off', () => {
  it.each([
    ['Asia/Kolkata', '03:30'],
    ['Asia/Kathmandu', '03:15'],
    ['America/St_Johns', '12:30'],
    ['Australia/Eucla', '00:15'],
    ['Pacific/Chatham', '19:15'],
  ])('%s: nine in the morning is %s', (zone, utc) => {
    const found = told(hours(zone, '09:00', '09:30'), '2026-12-01T00:00Z', '2026-12-02T00:00Z');
    expect(found.map((interval) => interval.slice(11, 16))).toEqual([utc]);
  });
});

describe('midnight', () => {
  it('joins a block up to midnight with one from midnight on', () => {
    const night: WeeklyHours = {
      timeZone: 'UTC',
      blocks: [
        { weekday: 2, from: 0, to: 120 },
        { weekday: 1, from: 1320, to: 1440 },
      ],
    };
    expect(told(night, '2026-11-23T00:00Z', '2026-11-26T00:00Z')).toEqual(['2026-11-23T22:00/2026-11-24T02:00']);
    expect(nextChange(night, at('2026-11-23T23:00Z'))).toEqual(at('2026-11-24T02:00Z'));
    expect(isOpen(night, at('2026-11-24T00:00Z'))).toBe(true);
  });

  it('is skipped over in Beirut, where the clocks go forward at midnight', () => {
    expect(told(hours('Asia/Beirut', '00:00', '02:00', [7]), '2026-03-28T00:00Z', '2026-03-29T12:00Z')).toEqual([
      '2026-03-28T22:00/2026-03-28T23:00',
    ]);
  });
});

it('never changes without blocks, and never when always open', () => {
  expect(nextChange({ timeZone: 'Europe/Rome', blocks: [] }, at('2026-01-01T00:00Z'))).toBeNull();
  expect(
    openIntervals({ timeZone: 'Europe/Rome', blocks: [] }, at('2026-01-01T00:00Z'), at('2027-01-01T00:00Z')),
  ).toEqual([]);
  expect(nextChange(hours('Europe/Rome', '00:00', '24:00'), at('2026-03-20T00:00Z'))).toBeNull();
});

it('has no open time in an interval that ends before it begins', () => {
  expect(openIntervals(hours('UTC', '00:00', '24:00'), at('2026-01-02T00:00Z'), at('2026-01-01T00:00Z'))).toEqual([]);
});

it('knows a zone by its name, and nothing else', () => {
  expect(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'].every(isTimeZone)).toBe(true);
  expect(['', 'Mars/Olympus', '+02:00', 'Europe/Berlin\n', 'x'.repeat(99)].some(isTimeZone)).toBe(false);
  expect(zoneOffsetMs('Etc/GMT+5', 0)).toBe(-5 * 60 * minute);
});

const block = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .map(([weekday, from, length]): HoursBlock => ({
    weekday: weekday as Weekday,
    from,
    to: Math.min(from + length, 1440),
  }));
/** Zones with the days on which their clocks change, so that most runs meet a change. */
const changing: readonly (readonly [string, string])[] = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Pacific/Chatham', '2026-09-27'],
  ['Asia/Beirut', '2026-03-29'],
  ['Asia/Kathmandu', '2026-06-01'],
  ['Pacific/Apia', '2011-12-30'],
];

it('says what the clock on the wall says, minute by minute', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...changing),
      fc.array(block, { maxLength: 6 }),
      fc.integer({ min: -1440, max: 1440 }),
      fc.integer({ min: 1, max: 2160 }),
      ([timeZone, date], blocks, startsBefore, minutes) => {
        const open: WeeklyHours = { timeZone, blocks };
        const from = at(`${date}T00:00Z`).getTime() + startsBefore * minute;
        const intervals = openIntervals(open, new Date(from), new Date(from + minutes * minute));
        const slow = slowReader(open);
        for (let index = 0; index < minutes; index += 1) {
          const moment = from + index * minute;
          const within = intervals.some((one) => one.from.getTime() <= moment && moment < one.to.getTime());
          if (within !== slow(moment)) throw new Error(`differs at ${new Date(moment).toISOString()}`);
          if (isOpen(open, new Date(moment)) !== within) throw new Error(`isOpen at ${new Date(moment).toISOString()}`);
        }
        const change = nextChange(open, new Date(from));
        if (change !== null) {
          const before = slow(change.getTime() - minute);
          expect(slow(change.getTime())).toBe(!before);
          expect(before).toBe(slow(from));
        } else expect(new Set([0, 1, 2, 3].map((days) => slow(from + days * day))).size).toBe(1);
      },
    ),
    { numRuns: 60 },
  );
});

/** The slow way, with nothing in common but the runtime's calendar: what does the wall clock read in this very minute? */
function slowReader(open: WeeklyHours): (moment: number) => boolean {
  const { timeZone } = open;
  const clocks = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const formatter = new Intl.DateTimeFormat('en-GB', { timeZone, ...clocks });
  return (moment) => {
    const parts = formatter.formatToParts(moment);
    const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
    const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday')) + 1;
    const time = Number(part('hour')) * 60 + Number(part('minute'));
    return open.blocks.some((block) => block.weekday === weekday && block.from <= time && time < block.to);
  };
}
