/** Schedules as they held, put together of the agents' own and of the workspace's holidays, each with changes of its own. */
import type { Holiday, LiveChatSchedule } from '../routing/availability';
import type { PastSchedule } from '../routing/replay-terms';
import type { PastSchedules } from './replay-ports';

export function withHolidays(schedule: LiveChatSchedule | null, holidays: readonly Holiday[]): LiveChatSchedule | null {
  return schedule === null ? null : { ...schedule, holidays: [...schedule.holidays, ...holidays] };
}

/** By time. Behind the last of them holds what holds now. */
export function schedulesThen(
  own: { readonly past: readonly PastSchedule[]; readonly now: LiveChatSchedule | null },
  holidays: { readonly past: PastSchedules['holidays']; readonly now: readonly Holiday[] },
): readonly PastSchedule[] {
  const changes = [...own.past, ...holidays.past].map(({ until }) => until);
  return [...new Set(changes)]
    .sort((one, other) => one - other)
    .map((until) => {
      const mine = own.past.find((then) => then.until >= until);
      const off = holidays.past.find((then) => then.until >= until)?.holidays ?? holidays.now;
      return { until, schedule: withHolidays(mine === undefined ? own.now : mine.schedule, off) };
    });
}
