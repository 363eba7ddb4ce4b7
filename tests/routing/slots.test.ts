import fc from 'fast-check';
import { isOpen } from '../../src/routing/hours';
import { freeSlots, sharedSlots, slotAt, type BookableAgent } from '../../src/routing/slots';
import type { HoursBlock, WeeklyHours } from '../../src/routing/terms';
import { instantOf, wallClock } from '../../src/routing/zone';
import { agent as agentId } from './world';

const minute = 60_000;
const at = (text: string): Date => new Date(text);
const between = (from: string, to: string) => ({ from: at(from), to: at(to) });
const week = (timeZone: string, from: number, to: number, weekdays = [1, 2, 3, 4, 5]): WeeklyHours => ({
  timeZone,
  blocks: weekdays.map((weekday) => ({ weekday: weekday as HoursBlock['weekday'], from, to })),
});

function ann(changes: Partial<BookableAgent> = {}): BookableAgent {
  return {
    agentId: agentId('a'),
    hours: week('UTC', 9 * 60, 12 * 60),
    durationMinutes: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    noticeMinutes: 0,
    busy: [],
    meetings: [],
    ...changes,
  };
}

/** The starts of Monday, 23 November 2026, asked days before. */
function monday(agent: BookableAgent, now = '2026-11-20T12:00Z'): string[] {
  const asked = { ...between('2026-11-23T00:00Z', '2026-11-24T00:00Z'), now: at(now) };
  return freeSlots(agent, asked).map(({ startsAt }) => startsAt.toISOString().slice(11, 16));
}

describe('an agent’s times', () => {
  it('are none on a holiday by the zone of the hours, nor where a meeting would reach into one', () => {
    const holiday = (from: string, to = from) => ({ from, to, name: null });
    expect(monday(ann({ holidays: [holiday('2026-11-22'), holiday('2026-11-24')] }))).toHaveLength(5);
    expect(monday(ann({ holidays: [holiday('2026-11-20', '2026-11-23')] }))).toEqual([]);
    // Monday in Auckland begins on Sunday in London.
    const late = { hours: week('Pacific/Auckland', 9 * 60, 12 * 60, [1, 2]), holidays: [holiday('2026-11-23')] };
    expect(monday(ann(late))).toEqual(['20:00', '20:30', '21:00', '21:30', '22:00']);
    const night = { hours: week('UTC', 22 * 60, 24 * 60, [1]), holidays: [holiday('2026-11-24')] };
    expect(monday(ann(night))).toEqual(['22:00', '22:30', '23:00']);
  });

  it('begin every half hour of the bookable hours, as long as the meeting fits', () => {
    expect(monday(ann())).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00']);
  });

  it('begin every duration where that is shorter', () => {
    const short = monday(ann({ durationMinutes: 15 }));
    expect([short.length, short[1], short.at(-1)]).toEqual([12, '09:15', '11:45']);
  });

  it('begin on the block’s own grid, wherever the question begins', () => {
    const odd = ann({ hours: week('UTC', 9 * 60 + 10, 12 * 60) });
    expect(monday(odd)).toEqual(['09:10', '09:40', '10:10', '10:40']);
    const asked = { ...between('2026-11-23T09:50Z', '2026-11-23T10:20Z'), now: at('2026-11-20T12:00Z') };
    expect(freeSlots(odd, asked)).toEqual([{ startsAt: at('2026-11-23T10:10Z'), endsAt: at('2026-11-23T11:10Z') }]);
  });

  it('go round what the calendar says, with the buffers', () => {
    const busy = [between('2026-11-23T10:00Z', '2026-11-23T10:15Z')];
    expect(monday(ann({ busy }))).toEqual(['09:00', '10:30', '11:00']);
    expect(monday(ann({ busy, bufferBeforeMinutes: 30 }))).toEqual(['09:00', '11:00']);
    expect(monday(ann({ busy, bufferAfterMinutes: 5 }))).toEqual(['10:30', '11:00']);
  });

  it('go round meetings with the longer of the two buffers, for both meetings have them', () => {
    const meetings = [between('2026-11-23T10:30Z', '2026-11-23T11:00Z')];
    const short = { meetings, durationMinutes: 30 };
    expect(monday(ann(short))).toEqual(['09:00', '09:30', '10:00', '11:00', '11:30']);
    expect(monday(ann({ ...short, bufferAfterMinutes: 30 }))).toEqual(['09:00', '09:30', '11:30']);
    expect(monday(ann({ ...short, bufferBeforeMinutes: 30 }))).toEqual(['09:00', '09:30', '11:30']);
    expect(monday(ann({ ...short, bufferBeforeMinutes: 15, bufferAfterMinutes: 30 }))).toEqual([
      '09:00',
      '09:30',
      '11:30',
    ]);
  });

  it('keep the notice that the agent wants, to the minute', () => {
    const noticeMinutes = 24 * 60;
    expect(monday(ann({ noticeMinutes }), '2026-11-22T10:00Z')).toEqual(['10:00', '10:30', '11:00']);
    expect(monday(ann({ noticeMinutes }), '2026-11-22T10:00:01Z')).toEqual(['10:30', '11:00']);
  });

  it('are none in the past and none beyond sixty days', () => {
    expect(monday(ann(), '2026-11-23T11:30Z')).toEqual([]);
    expect(monday(ann(), '2026-09-24T09:00Z')).toEqual([]);
    expect(monday(ann(), '2026-09-24T10:00Z')).toEqual(['09:00', '09:30']);
  });

  it('may run over midnight where the blocks do', () => {
    const night = ann({
      hours: {
        timeZone: 'UTC',
        blocks: [
          { weekday: 1, from: 23 * 60, to: 1440 },
          { weekday: 2, from: 0, to: 60 },
        ],
      },
    });
    const asked = { ...between('2026-11-23T00:00Z', '2026-11-25T00:00Z'), now: at('2026-11-20T12:00Z') };
    expect(freeSlots(night, asked).map(({ startsAt }) => startsAt.toISOString().slice(8, 16))).toEqual([
      '23T23:00',
      '23T23:30',
      '24T00:00',
    ]);
  });
});

describe('when the clocks change', () => {
  const nights = (timeZone: string): BookableAgent => ann({ hours: week(timeZone, 60, 240, [7]), durationMinutes: 30 });
  const offered = (from: string, to: string): string[] =>
    freeSlots(nights('Europe/Berlin'), { ...between(from, to), now: at(from) }).map(
      ({ startsAt }) => `${wallClock('Europe/Berlin', startsAt).time} ${startsAt.toISOString().slice(11, 16)}Z`,
    );

  it('in spring nothing is offered in the hour that does not exist', () => {
    expect(offered('2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
      '01:00 00:00Z',
      '01:30 00:30Z',
      '03:00 01:00Z',
      '03:30 01:30Z',
    ]);
  });

  it('in autumn the hour that comes twice is offered twice', () => {
    expect(offered('2026-10-24T12:00Z', '2026-10-25T12:00Z').map((text) => text.slice(0, 5))).toEqual([
      '01:00',
      '01:30',
      '02:00',
      '02:30',
      '02:00',
      '02:30',
      '03:00',
      '03:30',
    ]);
  });
});

describe('the times of several agents', () => {
  const bob = ann({ agentId: agentId('b'), durationMinutes: 30, hours: week('Asia/Kolkata', 15 * 60, 17 * 60) });

  it('are one list, each with whoever could take it', () => {
    const asked = { ...between('2026-11-23T00:00Z', '2026-11-24T00:00Z'), now: at('2026-11-20T12:00Z') };
    const half = ann({ durationMinutes: 30, hours: week('UTC', 9 * 60, 10 * 60 + 30) });
    const told = sharedSlots([half, bob], asked).map(
      ({ startsAt, agentIds }) => `${startsAt.toISOString().slice(11, 16)} ${agentIds.join('')}`,
    );
    expect(told).toEqual(['09:00 a', '09:30 ab', '10:00 ab', '10:30 b', '11:00 b']);
  });

  it('are apart where they are not equally long', () => {
    const asked = { ...between('2026-11-23T09:30Z', '2026-11-23T09:31Z'), now: at('2026-11-20T12:00Z') };
    expect(sharedSlots([ann(), bob], asked).map(({ endsAt, agentIds }) => [endsAt, agentIds.join('')])).toEqual([
      [at('2026-11-23T10:00Z'), 'b'],
      [at('2026-11-23T10:30Z'), 'a'],
    ]);
  });
});

it('finds the one time that is asked for, and none beside the grid', () => {
  const now = at('2026-11-20T12:00Z');
  expect(slotAt(ann(), at('2026-11-23T09:30Z'), now)).toEqual({
    startsAt: at('2026-11-23T09:30Z'),
    endsAt: at('2026-11-23T10:30Z'),
  });
  expect(slotAt(ann(), at('2026-11-23T09:31Z'), now)).toBeNull();
  expect(slotAt(ann(), at('2026-11-23T09:30:00.001Z'), now)).toBeNull();
});

it('reads a wall time as calendars do: the first of two, and behind a skip', () => {
  const berlin = (wall: string): string => new Date(instantOf('Europe/Berlin', at(wall).getTime())).toISOString();
  expect(berlin('2026-07-01T12:00Z')).toBe('2026-07-01T10:00:00.000Z');
  expect(berlin('2026-10-25T02:30Z')).toBe('2026-10-25T00:30:00.000Z');
  expect(berlin('2026-03-29T02:30Z')).toBe('2026-03-29T01:30:00.000Z');
});

const interval = fc
  .tuple(fc.integer({ min: 0, max: 4 * 1440 }), fc.integer({ min: 1, max: 600 }))
  .map(([start, length]) => ({
    from: new Date(at('2026-03-27T00:00Z').getTime() + start * minute),
    to: new Date(at('2026-03-27T00:00Z').getTime() + (start + length) * minute),
  }));

it('never offers a time that is closed, taken, too close to another or too soon', () => {
  const minutes = fc.integer({ min: 0, max: 90 });
  fc.assert(
    fc.property(
      fc.record({
        timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
        from: fc.integer({ min: 0, max: 1200 }),
        length: fc.integer({ min: 5, max: 1440 }),
        durationMinutes: fc.integer({ min: 5, max: 120 }),
        bufferBeforeMinutes: minutes,
        bufferAfterMinutes: minutes,
        noticeMinutes: fc.integer({ min: 0, max: 2880 }),
        busy: fc.array(interval, { maxLength: 5 }),
        meetings: fc.array(interval, { maxLength: 3 }),
      }),
      ({ timeZone, from, length, ...rest }) => {
        const hours = week(timeZone, from, Math.min(1440, from + length), [1, 2, 3, 4, 5, 6, 7]);
        const agent = ann({ hours, ...rest });
        const now = at('2026-03-27T00:00Z');
        const slots = freeSlots(agent, { ...between('2026-03-27T00:00Z', '2026-03-31T00:00Z'), now });
        for (const { startsAt, endsAt } of slots) {
          const [start, end] = [startsAt.getTime(), endsAt.getTime()];
          expect(end - start).toBe(agent.durationMinutes * minute);
          expect(start - now.getTime()).toBeGreaterThanOrEqual(agent.noticeMinutes * minute);
          for (let moment = start; moment < end; moment += minute) {
            if (!isOpen(hours, new Date(moment))) throw new Error(`closed at ${new Date(moment).toISOString()}`);
          }
          const [before, after] = [agent.bufferBeforeMinutes * minute, agent.bufferAfterMinutes * minute];
          for (const taken of agent.busy) {
            expect(start - before >= taken.to.getTime() || end + after <= taken.from.getTime()).toBe(true);
          }
          for (const taken of agent.meetings) {
            const gap = Math.max(start - taken.to.getTime(), taken.from.getTime() - end);
            expect(gap).toBeGreaterThanOrEqual(Math.max(before, after));
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});
