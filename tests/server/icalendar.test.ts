import fc from 'fast-check';
import type { CalendarEntry } from '../../src/actions/meeting-ports';
import { busyTimes, calendarText } from '../../src/server/calendar/icalendar';
import { anyText } from '../support/any-text';

const calendar = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]): readonly string[] => ['BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT'];

function busy(text: string, timeZone = 'UTC', left = 10_000): string[] {
  const window = {
    from: Date.parse('2026-03-28T00:00Z'),
    to: Date.parse('2026-03-31T00:00Z'),
    timeZone,
    budget: { left, isExceeded: false },
  };
  return busyTimes(text, window).map(
    ({ from, to }) => `${from.toISOString().slice(8, 16)}/${to.toISOString().slice(8, 16)}`,
  );
}

describe('a calendar says when its owner is busy', () => {
  test('a plain event, in UTC', () => {
    expect(busy(calendar(...event('DTSTART:20260329T090000Z', 'DTEND:20260329T100000Z')))).toEqual([
      '29T09:00/29T10:00',
    ]);
    expect(busy(calendar(...event('DTSTART:20260329T090000Z', 'DURATION:PT90M')))).toEqual(['29T09:00/29T10:30']);
  });

  test('in a zone by its name, by its own table, and floating', () => {
    expect(busy(calendar(...event('DTSTART;TZID=America/New_York:20260328T090000', 'DURATION:PT1H')))).toEqual([
      '28T13:00/28T14:00',
    ]);
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Our clock',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0300',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    expect(busy(calendar(...zone, ...event('DTSTART;TZID=Our clock:20260328T090000', 'DURATION:PT1H')))).toEqual([
      '28T06:00/28T07:00',
    ]);
    expect(busy(calendar(...event('DTSTART:20260328T090000', 'DURATION:PT1H')), 'Asia/Kolkata')).toEqual([
      '28T03:30/28T04:30',
    ]);
  });

  test('a repeated one keeps the wall clock’s hour over a change of the clocks', () => {
    const daily = event(
      'DTSTART;TZID=Europe/Berlin:20200101T090000',
      'DTEND;TZID=Europe/Berlin:20200101T100000',
      'RRULE:FREQ=DAILY',
    );
    expect(busy(calendar(...daily))).toEqual(['28T08:00/28T09:00', '29T07:00/29T08:00', '30T07:00/30T08:00']);
  });

  test('a whole day is the day of the agent’s zone; a day that leaves one free is not busy', () => {
    const day = ['DTSTART;VALUE=DATE:20260329', 'DTEND;VALUE=DATE:20260330'];
    expect(busy(calendar(...event(...day)), 'Europe/Berlin')).toEqual(['28T23:00/29T22:00']);
    expect(busy(calendar(...event(...day, 'TRANSP:TRANSPARENT')))).toEqual([]);
    expect(busy(calendar(...event(...day, 'STATUS:CANCELLED')))).toEqual([]);
  });

  test('exceptions: left out, moved in from outside, moved out, called off', () => {
    const series = event(
      'DTSTART:20260301T090000Z',
      'DTEND:20260301T100000Z',
      'RRULE:FREQ=DAILY',
      'EXDATE:20260328T090000Z',
    );
    const other = (id: string, ...lines: readonly string[]) => event(`RECURRENCE-ID:${id}`, ...lines);
    const text = calendar(
      ...series,
      ...other('20260329T090000Z', 'DTSTART:20260405T090000Z', 'DTEND:20260405T100000Z'),
      ...other('20260330T090000Z', 'DTSTART:20260330T090000Z', 'DTEND:20260330T100000Z', 'STATUS:CANCELLED'),
      ...other('20260310T090000Z', 'DTSTART:20260330T150000Z', 'DTEND:20260330T160000Z'),
    );
    expect(busy(text)).toEqual(['30T15:00/30T16:00']);
  });

  test('rules with intervals, days and ends mean the same from wherever they are read', () => {
    const since = ['DTSTART:20190107T090000Z', 'DTEND:20190107T100000Z'];
    const rule = (text: string): string[] => busy(calendar(...event(...since, `RRULE:${text}`)));
    // 7 January 2019 was a Monday, and so was 30 March 2026, 377 weeks later.
    expect(rule('FREQ=WEEKLY;BYDAY=SA,MO')).toEqual(['28T09:00/28T10:00', '30T09:00/30T10:00']);
    expect(rule('FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,MO')).toEqual(['28T09:00/28T10:00']);
    expect(rule('FREQ=DAILY;INTERVAL=2')).toEqual(['29T09:00/29T10:00']);
    expect(rule('FREQ=DAILY;UNTIL=20260329T000000Z')).toEqual(['28T09:00/28T10:00']);
    expect(rule('FREQ=DAILY;COUNT=10')).toEqual([]);
    expect(rule('FREQ=MONTHLY;BYDAY=-1SU')).toEqual(['29T09:00/29T10:00']);
  });

  test('an event that began days ago and is not over counts', () => {
    expect(busy(calendar(...event('DTSTART:20260320T000000Z', 'DTEND:20260329T000000Z')))).toEqual([
      '20T00:00/29T00:00',
    ]);
  });

  test('a rule that repeats for ever without end is given up, not followed', () => {
    const started = performance.now();
    busy(calendar(...event('DTSTART:19700101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY')), 'UTC', 2_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  describe('what is given up is told', () => {
    const read = (text: string, left = 10_000) => {
      const { from, to } = { from: Date.parse('2026-03-28T00:00Z'), to: Date.parse('2026-03-31T00:00Z') };
      const budget = { left, isExceeded: false };
      const times = busyTimes(text, { from, to, timeZone: 'UTC', budget });
      return { times: times.length, isExceeded: budget.isExceeded };
    };
    const hourly = (uid: string): readonly string[] =>
      event('DTSTART:20260328T000000Z', 'DURATION:PT1M', 'RRULE:FREQ=HOURLY').map((line) =>
        line === 'UID:one' ? `UID:${uid}` : line,
      );
    const endless = event('DTSTART:19700101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY');

    test('a rule that ends with the time that was asked for is whole, however near it came', () => {
      // Three days, and two more in which a zone might move it into them.
      expect(read(calendar(...hourly('a')), 5 * 24)).toEqual({ times: 72, isExceeded: false });
      expect(read(calendar(...hourly('a')), 5 * 24 - 1)).toEqual({ times: 72, isExceeded: true });
    });

    test('one rule that never comes to an end does not keep the others from being read', () => {
      expect(read(calendar(...endless, ...hourly('a')))).toEqual({ times: 72, isExceeded: true });
    });

    test('too many together are told, too', () => {
      const many = Array.from({ length: 100 }, (_, nth) => hourly(`u${nth}`)).flat();
      expect(read(calendar(...many)).isExceeded).toBe(true);
    });
  });

  test('what is no calendar is passed over, whatever it is', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'BEGIN:VEVENT',
        'END:VEVENT',
        'RRULE:FREQ=DAILY',
        'RRULE:FREQ=;X',
        'DTSTART:2026',
        'DTEND:',
        'UID:',
      ),
      fc.constantFrom(
        'DTSTART;TZID=Mars/Olympus:20260328T090000',
        'DTSTART:20260328T090000Z',
        'RECURRENCE-ID:x',
        'DURATION:P-1',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        expect(Array.isArray(busy(calendar(...lines), 'UTC', 50))).toBe(true);
        expect(Array.isArray(busy(lines.join('\r\n'), 'UTC', 50))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a meeting as a calendar’s text', () => {
  const meeting: CalendarEntry = {
    uid: 'meeting@parley',
    sequence: 3,
    isCancelled: false,
    startsAt: new Date('2026-03-29T09:00:00.500Z'),
    endsAt: new Date('2026-03-29T09:30Z'),
    summary: 'Meeting: Ann and Vera',
    description: 'Hello',
    location: null,
    organizer: { name: 'Ann', email: 'ann@example.com' },
    attendee: { name: 'Vera', email: 'vera@example.com' },
    createdAt: new Date('2026-03-01T00:00Z'),
    changedAt: new Date('2026-03-02T00:00Z'),
  };

  test('is read by calendars as it was meant', () => {
    const text = calendarText(meeting, 'REQUEST');
    expect(busy(text)).toEqual(['29T09:00/29T09:30']);
    for (const line of ['METHOD:REQUEST', 'SEQUENCE:3', 'STATUS:CONFIRMED', 'DTSTAMP:20260302T000000Z']) {
      expect(text).toContain(`${line}\r\n`);
    }
    expect(text).not.toContain('LOCATION');
    expect(calendarText({ ...meeting, isCancelled: true }, 'CANCEL')).toContain('STATUS:CANCELLED');
  });

  test('takes nothing that people typed for a line of its own', () => {
    const texts = fc.oneof(
      anyText(200),
      fc.constantFrom(
        'a\r\nBEGIN:VALARM',
        'x";ROLE=CHAIR:mailto:eve@example.com',
        'END:VEVENT\nEND:VCALENDAR',
        '\u0000\u2028',
      ),
    );
    fc.assert(
      fc.property(texts, texts, texts, texts, (summary, description, location, name) => {
        const entry = { ...meeting, summary, description, location, organizer: { ...meeting.organizer, name } };
        const unfolded = calendarText(entry, 'REQUEST').replace(/\r\n[ \t]/g, '');
        const names = unfolded.split('\r\n').map((line) => line.split(/[:;]/, 1)[0]);
        const expected = ['BEGIN', 'VERSION', 'PRODID', 'METHOD', 'BEGIN', 'UID', 'SEQUENCE', 'DTSTAMP', 'CREATED'];
        const rest = ['LAST-MODIFIED', 'DTSTART', 'DTEND', 'SUMMARY', 'DESCRIPTION', 'LOCATION', 'STATUS', 'TRANSP'];
        expect(names).toEqual([...expected, ...rest, 'ORGANIZER', 'ATTENDEE', 'END', 'END', '']);
        expect(unfolded).toMatch(/\r\nORGANIZER[^\r\n]*:mailto:ann@example\.com\r\n/);
      }),
      { numRuns: 300 },
    );
  });

  test('no line is longer than what every calendar reads', () => {
    const text = calendarText({ ...meeting, description: '你好'.repeat(500) }, 'REQUEST');
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(76);
  });
});
