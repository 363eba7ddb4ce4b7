/** Weekly hours between the graph, which names days and times, and the domain, which counts them. */
import { spellMinutes, type WeeklyHoursDraft } from '../actions/weekly-hours-reading';
import type { HoursBlock, WeeklyHours as Hours } from '../routing/terms';
import {
  type HoursBlockInput,
  type Weekday,
  weekdays,
  type WeeklyHours,
  type WeeklyHoursInput,
} from '../schema/weekly-hours.type';

export function toldHours({ timeZone, blocks }: Hours): WeeklyHours {
  return { timeZone, blocks: toldBlocks(blocks) };
}

export function toldBlocks(blocks: readonly HoursBlock[]): WeeklyHours['blocks'] {
  return blocks.map(({ weekday, from, to }) => ({
    weekday: weekdays[weekday - 1] ?? 'MONDAY',
    from: spellMinutes(from),
    to: spellMinutes(to),
  }));
}

export function hoursDraftOf({ timeZone, blocks }: WeeklyHoursInput): WeeklyHoursDraft {
  return { timeZone, blocks: blockDraftsOf(blocks) };
}

export function blockDraftsOf(blocks: readonly HoursBlockInput[]): WeeklyHoursDraft['blocks'] {
  return blocks.map(({ weekday, from, to }) => ({ weekday: numberOf(weekday), from, to }));
}

function numberOf(weekday: Weekday): HoursBlock['weekday'] {
  return (weekdays.indexOf(weekday) + 1) as HoursBlock['weekday'];
}
