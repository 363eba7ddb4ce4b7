import fc from 'fast-check';
import {
  availabilityAt,
  cutOut,
  type Holiday,
  type Intent,
  type LiveChatSchedule,
  nextMidnight,
  overrideEnd,
} from '../../src/routing/availability';
import { isOpen } from '../../src/routing/hours';
import type { HoursBlock } from '../../src/routing/terms';

type Weekday = HoursBlock['weekday'];
const at = (text: string): Date => new Date(text);
const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const block = (weekday: Weekday, from: string, to: string): HoursBlock => ({
  weekday,
  from: clock(from),
  to: clock(to),
});
const week: readonly Weekday[] = [1, 2, 3, 4, 5];
const everyDay: readonly Weekday[] = [...week, 6, 7];
const day = (from: string, to = from): Holiday => ({ from, to, name: null });

/** Weekdays from nine to five in Stockholm, with lunch at noon. */
const office: LiveChatSchedule = {
  hours: { timeZone: 'Europe/Stockholm', blocks: week.map((weekday) => block(weekday, '09:00', '17:00')) },
  breaks: week.map((weekday) => block(weekday, '12:00', '12:30')),
  holidays: [],
};
const none: Intent = { schedule: null, override: null, breakUntil: null };

function told(intent: Partial<Intent>, when: string): string {
  const { available, because, until } = availabilityAt({ ...none, ...intent }, at(when));
  return `${available ? 'there' : 'away'} ${because} ${until?.toISOString().slice(0, 16) ?? 'for ever'}`;
}
const scheduled = (schedule: Partial<LiveChatSchedule>, when: string): string =>
  told({ schedule: { ...office, ...schedule } }, when);

describe('a schedule', () => {
  it.each([
    ['2026-11-20T07:59:59Z', 'away SCHEDULE 2026-11-20T08:00'],
    ['2026-11-20T08:00:00Z', 'there SCHEDULE 2026-11-20T11:00'],
    ['2026-11-20T11:00:00Z', 'away BREAK 2026-11-20T11:30'],
    ['2026-11-20T11:30:00Z', 'there SCHEDULE 2026-11-20T16:00'],
    ['2026-11-20T16:00:00Z', 'away SCHEDULE 2026-11-23T08:00'],
  ])('on Friday, at %s: %s', (when, expected) => expect(scheduled({}, when)).toBe(expected));

  it('without blocks has nobody there, for ever', () => {
    const empty = { hours: { timeZone: 'Europe/Stockholm', blocks: [] }, breaks: [] };
    expect(scheduled(empty, '2026-11-20T10:00Z')).toBe('away SCHEDULE for ever');
  });

  it('around the clock ends only with a holiday', () => {
    const always = {
      hours: { timeZone: 'UTC', blocks: everyDay.map((weekday) => block(weekday, '00:00', '24:00')) },
      breaks: [],
    };
    expect(scheduled(always, '2026-11-20T10:00Z')).toBe('there SCHEDULE for ever');
    const holidays = [day('2027-01-01')];
    expect(scheduled({ ...always, holidays }, '2026-11-20T10:00Z')).toBe('there SCHEDULE 2027-01-01T00:00');
    expect(scheduled({ ...always, holidays }, '2027-01-01T00:00Z')).toBe('away HOLIDAY 2027-01-02T00:00');
  });

  it('whose breaks leave nothing of it has nobody there, for ever', () => {
    const breaks = week.map((weekday) => block(weekday, '08:00', '18:00'));
    expect(scheduled({ breaks }, '2026-11-20T18:00Z')).toBe('away SCHEDULE for ever');
  });
});

describe('recurring breaks', () => {
  it('cut blocks into what is left of them', () => {
    expect(cutOut([block(1, '09:00', '17:00')], [block(1, '12:00', '12:30'), block(1, '15:00', '15:15')])).toEqual([
      block(1, '09:00', '12:00'),
      block(1, '12:30', '15:00'),
      block(1, '15:15', '17:00'),
    ]);
  });

  it('at an edge, over several blocks, over a whole one, on another day', () => {
    const blocks = [block(1, '09:00', '12:00'), block(1, '13:00', '17:00')];
    expect(cutOut(blocks, [block(1, '09:00', '10:00')])).toEqual([block(1, '10:00', '12:00'), blocks[1]]);
    expect(cutOut(blocks, [block(1, '11:00', '14:00')])).toEqual([
      block(1, '09:00', '11:00'),
      block(1, '14:00', '17:00'),
    ]);
    expect(cutOut(blocks, [block(1, '08:00', '12:00')])).toEqual([blocks[1]]);
    expect(cutOut(blocks, [block(2, '08:00', '12:00')])).toEqual(blocks);
  });
});

describe('holidays', () => {
  it('are whole days on the wall of the agent, one after another one stretch', () => {
    const holidays = [day('2026-12-24', '2026-12-26'), day('2026-12-27')];
    expect(scheduled({ holidays }, '2026-12-23T22:59Z')).toBe('away SCHEDULE 2026-12-28T08:00');
    expect(scheduled({ holidays }, '2026-12-23T23:00Z')).toBe('away HOLIDAY 2026-12-28T08:00');
    expect(scheduled({ holidays }, '2026-12-27T22:59Z')).toBe('away HOLIDAY 2026-12-28T08:00');
    expect(scheduled({ holidays }, '2026-12-27T23:00Z')).toBe('away SCHEDULE 2026-12-28T08:00');
  });

  it('end a block at midnight that would go on', () => {
    const night = {
      hours: { timeZone: 'UTC', blocks: everyDay.map((one) => block(one, '00:00', '24:00')) },
      breaks: [],
    };
    expect(scheduled({ ...night, holidays: [day('2026-12-24')] }, '2026-12-23T20:00Z')).toBe(
      'there SCHEDULE 2026-12-24T00:00',
    );
  });

  it('begin at the skip where the clocks skip midnight, and last 23 hours then', () => {
    // In Cairo 24 April 2026 begins at one o'clock.
    const hours = { timeZone: 'Africa/Cairo', blocks: everyDay.map((one) => block(one, '00:00', '24:00')) };
    const cairo = { hours, breaks: [], holidays: [day('2026-04-24')] };
    expect(scheduled(cairo, '2026-04-23T20:00Z')).toBe('there SCHEDULE 2026-04-23T22:00');
    expect(scheduled(cairo, '2026-04-23T22:00Z')).toBe('away HOLIDAY 2026-04-24T21:00');
  });
});

describe('clocks put forward and back', () => {
  const sunday = (from: string, to: string): Partial<LiveChatSchedule> => ({
    hours: { timeZone: 'Europe/Berlin', blocks: [block(7, from, to)] },
    breaks: [],
  });

  it('forward: a block inside the skipped hour does not happen that day, one that reaches into it is shorter', () => {
    expect(scheduled(sunday('02:00', '03:00'), '2026-03-28T12:00Z')).toBe('away SCHEDULE 2026-04-05T00:00');
    expect(scheduled(sunday('02:30', '04:00'), '2026-03-28T12:00Z')).toBe('away SCHEDULE 2026-03-29T01:00');
  });

  it('back: a block inside the hour that comes twice happens twice', () => {
    expect(scheduled(sunday('02:00', '03:00'), '2026-10-24T12:00Z')).toBe('away SCHEDULE 2026-10-25T00:00');
    expect(scheduled(sunday('02:15', '02:45'), '2026-10-25T00:50Z')).toBe('away SCHEDULE 2026-10-25T01:15');
  });

  it('a break inside the skipped hour is none; inside the one that comes twice there are two', () => {
    const night = { ...sunday('00:00', '12:00'), breaks: [block(7, '02:00', '02:30')] };
    expect(scheduled(night, '2026-03-28T23:30Z')).toBe('there SCHEDULE 2026-03-29T10:00');
    expect(scheduled(night, '2026-10-25T00:10Z')).toBe('away BREAK 2026-10-25T00:30');
    expect(scheduled(night, '2026-10-25T00:40Z')).toBe('there SCHEDULE 2026-10-25T01:00');
  });

  it('keep nine o’clock at nine on the wall, an hour apart in UTC', () => {
    const nine = sunday('09:00', '10:00');
    expect(scheduled(nine, '2026-03-28T12:00Z')).toBe('away SCHEDULE 2026-03-29T07:00');
    expect(scheduled(nine, '2026-10-24T12:00Z')).toBe('away SCHEDULE 2026-10-25T08:00');
  });
});

describe('the switch', () => {
  it.each([
    ['in the morning, until the lunch', office, '2026-11-20T09:00Z', '2026-11-20T11:00'],
    ['in the afternoon, until the hours end', office, '2026-11-20T13:00Z', '2026-11-20T16:00'],
    ['before the hours, until they begin', office, '2026-11-20T07:00Z', '2026-11-20T08:00'],
    ['on Friday evening, until midnight in Stockholm', office, '2026-11-20T18:00Z', '2026-11-20T23:00'],
    [
      'on a holiday, until its midnight',
      { ...office, holidays: [day('2026-11-20')] },
      '2026-11-20T10:00Z',
      '2026-11-20T23:00',
    ],
    ['without a schedule, until midnight of UTC', null, '2026-11-20T18:00Z', '2026-11-21T00:00'],
  ])('%s', (_when, schedule, now, until) => {
    expect(overrideEnd(schedule, at(now)).toISOString().slice(0, 16)).toBe(until);
  });

  it('lies over hours and holidays, and is over at its end', () => {
    const override = { available: true, until: at('2026-11-20T23:00Z') };
    expect(told({ schedule: office, override }, '2026-11-20T22:59Z')).toBe('there OVERRIDE 2026-11-20T23:00');
    expect(told({ schedule: office, override }, '2026-11-20T23:00Z')).toBe('away SCHEDULE 2026-11-23T08:00');
    const away = { available: false, until: at('2026-11-20T16:00Z') };
    expect(told({ schedule: office, override: away }, '2026-11-20T13:00Z')).toBe('away OVERRIDE 2026-11-20T16:00');
  });

  it('alone is all there is without a schedule', () => {
    expect(told({}, '2026-11-20T10:00Z')).toBe('away NONE for ever');
  });

  it('ends at the midnight that comes, on days of 23 and of 25 hours, skipped or twice there', () => {
    const midnight = (zone: string, now: string): string => nextMidnight(zone, at(now)).toISOString().slice(0, 16);
    expect(midnight('Europe/Berlin', '2026-03-28T23:00Z')).toBe('2026-03-29T22:00');
    expect(midnight('Europe/Berlin', '2026-10-24T22:00Z')).toBe('2026-10-25T23:00');
    expect(midnight('Africa/Cairo', '2026-04-23T21:59Z')).toBe('2026-04-23T22:00');
    // At midnight the clocks of Cairo go back to eleven: that day has two hours from eleven to twelve, and one end.
    expect(midnight('Africa/Cairo', '2026-10-29T20:30Z')).toBe('2026-10-29T22:00');
    expect(midnight('Africa/Cairo', '2026-10-29T21:30Z')).toBe('2026-10-29T22:00');
  });
});

describe('a break from now', () => {
  it('lies over everything, and leaves what holds behind it', () => {
    const override = { available: true, until: at('2026-11-20T23:00Z') };
    const breakUntil = at('2026-11-20T18:15Z');
    expect(told({ schedule: office, override, breakUntil }, '2026-11-20T18:00Z')).toBe('away BREAK 2026-11-20T18:15');
    expect(told({ schedule: office, override, breakUntil }, '2026-11-20T18:15Z')).toBe(
      'there OVERRIDE 2026-11-20T23:00',
    );
  });
});

describe('any schedule', () => {
  const blocks = fc.uniqueArray(
    fc.record({
      weekday: fc.constantFrom(...everyDay),
      from: fc.integer({ min: 0, max: 1_439 }),
      to: fc.integer({ min: 1, max: 1_440 }),
    }),
    { maxLength: 8 },
  );
  const inOrder = (all: readonly HoursBlock[]): readonly HoursBlock[] => all.filter(({ from, to }) => from < to);
  const dates = fc
    .integer({ min: 0, max: 60 })
    .map((days) => day(new Date(Date.UTC(2026, 2, 1 + days)).toISOString().slice(0, 10)));
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'Africa/Cairo',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  );
  const instants = fc.integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 4, 1) }).map((ms) => new Date(ms));

  it('says the same until it says that it ends, and something else from then on', () => {
    fc.assert(
      fc.property(
        zones,
        blocks,
        blocks,
        fc.array(dates, { maxLength: 5 }),
        instants,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (timeZone, open, cut, holidays, now, share) => {
          const schedule = { hours: { timeZone, blocks: inOrder(open) }, breaks: inOrder(cut), holidays };
          const { available, because, until } = availabilityAt({ ...none, schedule }, now);
          const inHours = isOpen({ timeZone, blocks: cutOut(schedule.hours.blocks, schedule.breaks) }, now);
          expect(available).toBe(because !== 'HOLIDAY' && inHours);
          if (until === null) return;
          expect(until.getTime()).toBeGreaterThan(now.getTime());
          const between = new Date(now.getTime() + Math.floor((until.getTime() - now.getTime()) * share));
          expect(availabilityAt({ ...none, schedule }, between).available).toBe(available);
          const behind = availabilityAt({ ...none, schedule }, until);
          expect([behind.available, behind.because]).not.toEqual([available, because]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
