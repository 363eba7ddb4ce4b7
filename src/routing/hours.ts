/**
 * Opening hours: weekly blocks on the wall clock of a zone.
 *
 * Open means that the clock on the wall reads a time inside a block, nothing else. So a block inside the hour that is skipped
 * in spring does not happen that day, and one inside the hour that comes twice in autumn happens twice; a block over the whole
 * day is 23 or 25 hours long then. Blocks may touch or overlap: together they are one. `to` 1440 is midnight, and a block that
 * shall go beyond it is continued on the next day.
 */
import type { HoursBlock, WeeklyHours } from './terms';
import { dayMs, evenStretches, minuteMs, weekdayOf, zoneOffsetMs, type EvenStretch } from './zone';

/** A stretch of time; `from` is within, `to` is not. */
export interface Interval {
  readonly from: Date;
  readonly to: Date;
}

/** The same as bare milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Far enough for every weekly block to come, even where the one of next week falls into a skipped hour. */
const horizonsMs = [2 * dayMs, 16 * dayMs];

/** Whether it is open at that instant. */
export function isOpen(hours: WeeklyHours, at: Date): boolean {
  const wall = at.getTime() + zoneOffsetMs(hours.timeZone, at.getTime());
  const wallDay = Math.floor(wall / dayMs);
  const weekday = weekdayOf(wallDay);
  const time = wall - wallDay * dayMs;
  return hours.blocks.some(
    (block) => block.weekday === weekday && block.from * minuteMs <= time && time < block.to * minuteMs,
  );
}

/** When it is open between two instants: in order, none touching another, cut at `from` and `to`. */
export function openIntervals(hours: WeeklyHours, from: Date, to: Date): readonly Interval[] {
  return openStretches(hours, from.getTime(), to.getTime()).map((stretch) => ({
    from: new Date(stretch.from),
    to: new Date(stretch.to),
  }));
}

/** The next instant behind `at` at which it opens or closes; null where it never does either. */
export function nextChange(hours: WeeklyHours, at: Date): Date | null {
  const start = at.getTime();
  for (const horizonMs of horizonsMs) {
    const [first] = openStretches(hours, start, start + horizonMs);
    if (first === undefined) continue;
    if (first.from > start) return new Date(first.from);
    if (first.to < start + horizonMs) return new Date(first.to);
  }
  return null;
}

function openStretches(hours: WeeklyHours, from: number, to: number): readonly Stretch[] {
  if (hours.blocks.length === 0 || from >= to) return [];
  const open = evenStretches(hours.timeZone, from, to).flatMap((stretch) => openWithin(hours.blocks, stretch));
  return joined(open);
}

/** Where clocks run evenly, a block is a plain stretch: the wall's time less the offset. */
function openWithin(blocks: readonly HoursBlock[], stretch: EvenStretch): readonly Stretch[] {
  const open: Stretch[] = [];
  const firstDay = Math.floor((stretch.from + stretch.offsetMs) / dayMs);
  const lastDay = Math.floor((stretch.to - 1 + stretch.offsetMs) / dayMs);
  for (let wallDay = firstDay; wallDay <= lastDay; wallDay += 1) {
    const midnight = wallDay * dayMs - stretch.offsetMs;
    const weekday = weekdayOf(wallDay);
    for (const block of blocks) {
      if (block.weekday !== weekday) continue;
      const from = Math.max(midnight + block.from * minuteMs, stretch.from);
      const to = Math.min(midnight + block.to * minuteMs, stretch.to);
      if (from < to) open.push({ from, to });
    }
  }
  return open;
}

/** The same time covered, in order, by stretches that do not touch. */
export function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of [...stretches].sort((left, right) => left.from - right.from)) {
    const last = result.at(-1);
    if (last !== undefined && stretch.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) };
    } else result.push(stretch);
  }
  return result;
}
