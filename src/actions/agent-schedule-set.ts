import type { Actor } from '../auth/actor';
import { mayManageSchedule } from '../auth/policy';
import { cutOut, type LiveChatSchedule } from '../routing/availability';
import { done, type Outcome } from '../routing/refusal';
import type { AgentId, HoursBlock } from '../routing/terms';
import { availabilitySettle } from './availability-settle';
import { Faults } from './faults';
import { type HolidayDraft, readHolidays } from './holiday-reading';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';
import { readBlocks, readWeeklyHours, spellHours, type WeeklyHoursDraft } from './weekly-hours-reading';

export interface AgentScheduleSetInput {
  readonly agentId: AgentId;
  /** Null: no schedule; the switch alone counts. */
  readonly hours: WeeklyHoursDraft | null;
  readonly breaks: WeeklyHoursDraft['blocks'];
  readonly holidays: readonly HolidayDraft[];
}

/**
 * When an agent takes live chats. It counts from now on: what was said by hand is over with it, but a break goes on. Running
 * chats stay, and what rings already rings on.
 */
export async function agentScheduleSet(
  ports: Ports,
  actor: Actor,
  input: AgentScheduleSetInput,
): Promise<Outcome<AgentId>> {
  const { agentId } = input;
  if (!mayManageSchedule(actor, agentId)) return notAllowed('set when this agent takes live chats');
  const schedule = readSchedule(input);
  if (!schedule.ok) return schedule;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const before = await tx.availability.lock(agentId);
    if (before === null) return unknown('agent', ['agentId']);
    // Without a schedule the switch alone counts: taking one away leaves it as it is.
    const override = schedule.value === null ? before.override : null;
    tx.availability.keepSchedule(agentId, tx.now);
    availabilitySettle(tx, before, { schedule: schedule.value, override });
    return done(agentId);
  });
}

function readSchedule({ hours, breaks, holidays }: AgentScheduleSetInput): Outcome<LiveChatSchedule | null> {
  const faults = new Faults();
  const read = {
    hours: hours === null ? null : faults.read(readWeeklyHours(hours, ['hours'])),
    breaks: faults.read(readBlocks(breaks, ['breaks'])),
    holidays: faults.read(readHolidays(holidays, ['holidays'])),
  };
  if (read.hours === null) {
    const message = 'There are no hours that this could be cut out of. Give the hours, too, or leave this out.';
    if (breaks.length > 0) faults.add(message, ['breaks']);
    if (holidays.length > 0) faults.add(message, ['holidays']);
  } else if (read.hours !== undefined && read.breaks !== undefined) {
    findIdleBreaks(read.hours.blocks, read.breaks, faults);
  }
  if (faults.any || read.hours === undefined || read.breaks === undefined || read.holidays === undefined) {
    return faults.refused();
  }
  return done(read.hours === null ? null : { hours: read.hours, breaks: read.breaks, holidays: read.holidays });
}

/** A break outside the hours was meant for another day, or another time. */
function findIdleBreaks(blocks: readonly HoursBlock[], breaks: readonly HoursBlock[], faults: Faults): void {
  const minutes = (all: readonly HoursBlock[]): number => all.reduce((sum, { from, to }) => sum + to - from, 0);
  for (const one of breaks) {
    if (minutes(cutOut(blocks, [one])) < minutes(blocks)) continue;
    faults.add(`The break ${spellHours(one)} lies outside the hours of its day. Move it, or leave it out.`, ['breaks']);
  }
}
