/**
 * The times at which an agent can be booked: bookable hours, less what the calendar says, less the meetings that stand, less
 * the buffers around both, and not before the notice that the agent wants.
 *
 * Times begin on the wall clock's grid from each block's start, every duration but at least every half hour, so that a 60
 * minutes' meeting may begin at half past. A time stands only where the whole meeting lies in open hours; buffers may reach
 * beyond them. Instants decide, the wall clock only names them: on the day the clocks go back 1:30 is offered twice.
 */
import type { Holiday } from './availability';
import { joined, openIntervals, type Interval, type Stretch } from './hours';
import type { AgentId, WeeklyHours } from './terms';
import { dayMs, evenStretches, minuteMs, wallClock, weekdayOf } from './zone';

/** So far ahead may be booked: what calendars are read for, too. */
export const bookingHorizonDays = 60;
const longestStepMinutes = 30;

export interface BookableAgent {
  readonly agentId: AgentId;
  readonly hours: WeeklyHours;
  /** Days on which nobody is booked, by the hours' zone. */
  readonly holidays?: readonly Holiday[];
  readonly durationMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly noticeMinutes: number;
  /** What the connected calendar says. */
  readonly busy: readonly Interval[];
  /** Those that stand, whether or not the calendar knows them already. */
  readonly meetings: readonly Interval[];
}

export interface Slot {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** A time with everybody who could take it, in the order given. */
export interface SharedSlot extends Slot {
  readonly agentIds: readonly AgentId[];
}

/** The agent's free times that begin in [from, to), in order. */
export function freeSlots(
  agent: BookableAgent,
  asked: { readonly from: Date; readonly to: Date; readonly now: Date },
): readonly Slot[] {
  const now = asked.now.getTime();
  const from = Math.max(asked.from.getTime(), now + agent.noticeMinutes * minuteMs);
  const to = Math.min(asked.to.getTime(), now + bookingHorizonDays * dayMs);
  if (from >= to) return [];
  const length = agent.durationMinutes * minuteMs;
  const open = openIntervals(agent.hours, new Date(from - dayMs), new Date(to + length));
  // Starts come in order, and so do the stretches of both lists: each is walked once.
  const openAt = walk(open.map((one) => ({ from: one.from.getTime(), to: one.to.getTime() })));
  const blockedAt = walk(blockedBy(agent));
  const slots: Slot[] = [];
  for (const start of gridOf(agent, from, to)) {
    const end = start + length;
    const within = openAt(start);
    const taken = blockedAt(start);
    const isOpen = within !== null && within.from <= start && end <= within.to;
    if (isOpen && (taken === null || end <= taken.from) && !isHoliday(agent, start, end))
      slots.push({ startsAt: new Date(start), endsAt: new Date(end) });
  }
  return slots;
}

/** Whether any of it lies on a holiday. A meeting is shorter than a day: its two ends tell. */
function isHoliday({ hours, holidays = [] }: BookableAgent, start: number, end: number): boolean {
  if (holidays.length === 0) return false;
  const days = [start, end - 1].map((at) => wallClock(hours.timeZone, new Date(at)).date);
  return holidays.some(({ from, to }) => days.some((day) => from <= day && day <= to));
}

/** Whether the agent is free at exactly that time, and until when it would be. */
export function slotAt(agent: BookableAgent, startsAt: Date, now: Date): Slot | null {
  const to = new Date(startsAt.getTime() + 1);
  return freeSlots(agent, { from: startsAt, to, now })[0] ?? null;
}

/** The times of several agents as one list: by start, then the shorter; each with whoever could take it. */
export function sharedSlots(
  agents: readonly BookableAgent[],
  asked: { readonly from: Date; readonly to: Date; readonly now: Date },
): readonly SharedSlot[] {
  const byTime = new Map<string, { slot: Slot; agentIds: AgentId[] }>();
  for (const agent of agents) {
    for (const slot of freeSlots(agent, asked)) {
      const key = `${slot.startsAt.getTime()}/${slot.endsAt.getTime()}`;
      const shared = byTime.get(key);
      if (shared === undefined) byTime.set(key, { slot, agentIds: [agent.agentId] });
      else shared.agentIds.push(agent.agentId);
    }
  }
  return [...byTime.values()]
    .map(({ slot, agentIds }) => ({ ...slot, agentIds }))
    .sort(
      (left, right) =>
        left.startsAt.getTime() - right.startsAt.getTime() || left.endsAt.getTime() - right.endsAt.getTime(),
    );
}

/**
 * When a meeting must not lie, with the buffers laid round what is taken instead of round what is asked for. Between two
 * meetings both have theirs, and they may share the time: the longer one counts.
 */
function blockedBy(agent: BookableAgent): readonly Stretch[] {
  const before = agent.bufferBeforeMinutes * minuteMs;
  const after = agent.bufferAfterMinutes * minuteMs;
  const between = Math.max(before, after);
  return joined([
    ...agent.busy.map(({ from, to }) => ({ from: from.getTime() - after, to: to.getTime() + before })),
    ...agent.meetings.map(({ from, to }) => ({ from: from.getTime() - between, to: to.getTime() + between })),
  ]);
}

/** Asked with moments that only go forward: the first stretch that is not over by then. */
function walk(stretches: readonly Stretch[]): (moment: number) => Stretch | null {
  let index = 0;
  return (moment) => {
    while ((stretches[index]?.to ?? Infinity) <= moment) index += 1;
    return stretches[index] ?? null;
  };
}

/** Every start on the grid in [from, to), in order, each once. */
function gridOf(agent: BookableAgent, from: number, to: number): readonly number[] {
  const step = Math.min(agent.durationMinutes, longestStepMinutes);
  const starts = new Set<number>();
  for (const stretch of evenStretches(agent.hours.timeZone, from, to)) {
    const firstDay = Math.floor((stretch.from + stretch.offsetMs) / dayMs);
    const lastDay = Math.floor((stretch.to - 1 + stretch.offsetMs) / dayMs);
    for (let wallDay = firstDay; wallDay <= lastDay; wallDay += 1) {
      const midnight = wallDay * dayMs - stretch.offsetMs;
      const weekday = weekdayOf(wallDay);
      for (const block of agent.hours.blocks) {
        if (block.weekday !== weekday) continue;
        for (let minute = block.from; minute < block.to; minute += step) {
          const start = midnight + minute * minuteMs;
          if (stretch.from <= start && start < stretch.to) starts.add(start);
        }
      }
    }
  }
  return [...starts].sort((left, right) => left - right);
}
