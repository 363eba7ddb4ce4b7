/**
 * The clocks on people's walls. A zone is an IANA name; its rules come from the runtime (`Intl`), so that they are as new as
 * the runtime and no table of ours grows old. A wall time is told as milliseconds "as if it were UTC": what the clock on the
 * wall shows, for arithmetic, is `at + zoneOffsetMs(zone, at)`.
 */

export const minuteMs = 60_000;
const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** A stretch of time in which the zone's clocks run evenly. `from` is within, `to` is not. */
export interface EvenStretch {
  readonly from: number;
  readonly to: number;
  readonly offsetMs: number;
}

/**
 * Making a formatter costs some 50 µs, asking one 1 µs. What is kept answers the same for ever, hence belongs to nobody; the
 * bound is there because `Intl` takes every spelling of a name ("europe/BERLIN"), and people type.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();
const maxFormatters = 500;

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formatters.get(timeZone);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  if (formatters.size >= maxFormatters) formatters.clear();
  formatters.set(timeZone, made);
  return made;
}

/** Whether this is the name of a zone. Bare offsets ("+02:00") are not: they know no daylight saving, and not every runtime takes them. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

/** How far the zone's wall clocks are ahead of UTC at that instant. Throws for a zone that is none: check with `isTimeZone` where it is typed. */
export function zoneOffsetMs(timeZone: string, at: number): number {
  const told = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(formatterOf(timeZone).format(at));
  if (told?.[1] === undefined) return 0;
  const [, sign, hours, minutes, seconds] = told;
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === '-' ? -size : size;
}

/** The first instant of (from, to] at which the offset is no longer that of `from`, to the second: rules change at whole seconds. */
function changeBetween(timeZone: string, from: number, to: number): number {
  const before = zoneOffsetMs(timeZone, from);
  let low = Math.floor(from / 1000);
  let high = Math.ceil(to / 1000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffsetMs(timeZone, middle * 1000) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}

/**
 * [from, to) cut where the clocks are put forward or back. Looked at every 12 hours: two changes that take each other back
 * within half a day have never been made.
 */
export function evenStretches(timeZone: string, from: number, to: number): readonly EvenStretch[] {
  const stretches: EvenStretch[] = [];
  let start = from;
  let offsetMs = zoneOffsetMs(timeZone, from);
  for (let looked = from; looked < to;) {
    const next = Math.min(looked + 12 * hourMs, to);
    const offsetThere = zoneOffsetMs(timeZone, next);
    if (offsetThere !== offsetMs) {
      const change = changeBetween(timeZone, looked, next);
      if (change < to) {
        stretches.push({ from: start, to: change, offsetMs });
        start = change;
        offsetMs = zoneOffsetMs(timeZone, change);
      }
    }
    looked = next;
  }
  if (start < to) stretches.push({ from: start, to, offsetMs });
  return stretches;
}

/** 1 is Monday, 7 is Sunday. `wallDay` counts days since 1 January 1970, a Thursday. */
export function weekdayOf(wallDay: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const weekdays = [4, 5, 6, 7, 1, 2, 3] as const;
  return weekdays[((wallDay % 7) + 7) % 7] ?? 4;
}

/** What the clock on the wall shows: `2026-11-23` and `09:00`. */
export function wallClock(timeZone: string, at: Date): { readonly date: string; readonly time: string } {
  const wall = new Date(at.getTime() + zoneOffsetMs(timeZone, at.getTime())).toISOString();
  return { date: wall.slice(0, 10), time: wall.slice(11, 16) };
}

/**
 * The instant at which the wall clock shows that time ("as if it were UTC"). A time that comes twice is the first of the two;
 * one that is skipped is as long behind the skip as it would have been without it, which is how calendars read it.
 */
export function instantOf(timeZone: string, wall: number): number {
  const before = zoneOffsetMs(timeZone, wall - dayMs);
  const behind = zoneOffsetMs(timeZone, wall + dayMs);
  for (const offset of [before, behind]) {
    if (zoneOffsetMs(timeZone, wall - offset) === offset) return wall - offset;
  }
  return wall - before;
}
