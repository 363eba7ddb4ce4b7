/**
 * Whether an agent means to take live chats, and until when. (Whether they can be reached is another axis.)
 *
 * Four things are said, and the first that holds counts:
 *   a break from now       → away until it is over
 *   the switch by hand     → as it says, until it is changed, until the schedule next begins or ends a stretch, or until
 *                            midnight, whichever comes first; without a schedule midnight is UTC's
 *   a holiday              → away for the whole of that day on the agent's wall
 *   the weekly hours       → there inside a block that no recurring break cuts out
 * Without a schedule only the first two exist, and nobody is there unless they say so.
 *
 * What was said is stored; what follows is computed from it and the clock, here alone. Hence there is nothing to repair after
 * a night with every process dead: whoever looks next sees what holds now. `until` is when it must be looked at again.
 */
import { isOpen, joined, nextChange, type Stretch } from './hours';
import type { HoursBlock, WeeklyHours } from './terms';
import { dayMs, instantOf, wallClock, zoneOffsetMs } from './zone';

/** Whole days on the wall, both included, as `2026-12-24`. */
export interface Holiday {
  readonly from: string;
  readonly to: string;
  readonly name: string | null;
}

/** What an agent set: hours of which the breaks are cut out, but for the holidays. */
export interface LiveChatSchedule {
  readonly hours: WeeklyHours;
  readonly breaks: readonly HoursBlock[];
  readonly holidays: readonly Holiday[];
}

/** All that was said, by whomever. */
export interface Intent {
  /** With the workspace's holidays among the agent's own. */
  readonly schedule: LiveChatSchedule | null;
  readonly override: { readonly available: boolean; readonly until: Date } | null;
  readonly breakUntil: Date | null;
}

export const availabilityCauses = ['SCHEDULE', 'OVERRIDE', 'BREAK', 'HOLIDAY', 'NONE'] as const;
export type AvailabilityCause = (typeof availabilityCauses)[number];

export interface Availability {
  readonly available: boolean;
  readonly because: AvailabilityCause;
  /** When that ends by itself; away by schedule or holiday: when the next stretch begins. Null: never. */
  readonly until: Date | null;
}

export function availabilityAt({ schedule, override, breakUntil }: Intent, at: Date): Availability {
  if (breakUntil !== null && at < breakUntil) return { available: false, because: 'BREAK', until: breakUntil };
  if (override !== null && at < override.until) {
    return { available: override.available, because: 'OVERRIDE', until: override.until };
  }
  return scheduledAt(schedule, at);
}

/** What would hold if nobody had said anything by hand. */
export function scheduledAt(schedule: LiveChatSchedule | null, at: Date): Availability {
  if (schedule === null) return { available: false, because: 'NONE', until: null };
  const week = workedWeek(schedule);
  const days = holidayStretches(schedule, at);
  if (days.some((day) => day.from <= at.getTime() && at.getTime() < day.to)) {
    return { available: false, because: 'HOLIDAY', until: nextOpening(week, days, at) };
  }
  if (isOpen(week, at)) return { available: true, because: 'SCHEDULE', until: nextClosing(week, days, at) };
  if (isOpen(schedule.hours, at)) return { available: false, because: 'BREAK', until: breakEnd(schedule, days, at) };
  return { available: false, because: 'SCHEDULE', until: nextOpening(week, days, at) };
}

/** When what is said by hand now shall end: see above. */
export function overrideEnd(schedule: LiveChatSchedule | null, at: Date): Date {
  const midnight = nextMidnight(schedule?.hours.timeZone ?? 'UTC', at);
  const boundary = scheduledAt(schedule, at).until;
  return boundary !== null && boundary < midnight ? boundary : midnight;
}

/** When the next day begins on the wall; where the clocks skip midnight, at the skip. */
export function nextMidnight(timeZone: string, at: Date): Date {
  const wallDay = Math.floor((at.getTime() + zoneOffsetMs(timeZone, at.getTime())) / dayMs);
  return new Date(instantOf(timeZone, (wallDay + 1) * dayMs));
}

/** Block by block what the breaks leave of the hours: minutes of a day on the wall, so no clock that is put back matters. */
export function cutOut(blocks: readonly HoursBlock[], breaks: readonly HoursBlock[]): readonly HoursBlock[] {
  return breaks.reduce<readonly HoursBlock[]>(
    (left, cut) =>
      left.flatMap((block) => {
        if (block.weekday !== cut.weekday || cut.to <= block.from || block.to <= cut.from) return [block];
        const before = { ...block, to: cut.from };
        const behind = { ...block, from: cut.to };
        return [before, behind].filter(({ from, to }) => from < to);
      }),
    blocks,
  );
}

function workedWeek({ hours, breaks }: LiveChatSchedule): WeeklyHours {
  return { timeZone: hours.timeZone, blocks: cutOut(hours.blocks, breaks) };
}

/** Today's holiday and those to come as stretches of time, in order; those that touch are one. */
function holidayStretches({ hours, holidays }: LiveChatSchedule, at: Date): readonly Stretch[] {
  const today = wallClock(hours.timeZone, at).date;
  const midnightOf = (date: string, plusDays: number): number =>
    instantOf(hours.timeZone, Date.parse(`${date}T00:00:00Z`) + plusDays * dayMs);
  const left = holidays.filter(({ to }) => to >= today);
  return joined(left.map(({ from, to }) => ({ from: midnightOf(from, 0), to: midnightOf(to, 1) })));
}

/** At most one round for each holiday: each either finds an opening outside of them or jumps behind one. */
function nextOpening(week: WeeklyHours, days: readonly Stretch[], from: Date): Date | null {
  let at = from;
  for (;;) {
    const opens = isOpen(week, at) ? at : nextChange(week, at);
    if (opens === null) return null;
    const day = days.find((one) => one.from <= opens.getTime() && opens.getTime() < one.to);
    if (day === undefined) return opens;
    at = new Date(day.to);
  }
}

function nextClosing(week: WeeklyHours, days: readonly Stretch[], at: Date): Date | null {
  return earliest(nextChange(week, at), nextHoliday(days, at));
}

/** In the middle of the hours: over with the break, with the hours, or with a holiday that begins meanwhile. */
function breakEnd({ hours, breaks }: LiveChatSchedule, days: readonly Stretch[], at: Date): Date | null {
  const cuts = nextChange({ timeZone: hours.timeZone, blocks: breaks }, at);
  return earliest(earliest(cuts, nextChange(hours, at)), nextHoliday(days, at));
}

function nextHoliday(days: readonly Stretch[], at: Date): Date | null {
  const next = days.find(({ from }) => from > at.getTime());
  return next === undefined ? null : new Date(next.from);
}

function earliest(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
