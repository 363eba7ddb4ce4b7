import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import { type HolidayDraft, readHolidays } from './holiday-reading';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface WorkspaceHolidaysSetInput {
  readonly holidays: readonly HolidayDraft[];
}

/**
 * Days off for everybody with a schedule, each on the wall of the own zone. Their availability follows within a second: it is
 * looked at by due work, which a thousand agents do not make anybody wait for.
 */
export async function workspaceHolidaysSet(
  ports: Ports,
  actor: Actor,
  input: WorkspaceHolidaysSetInput,
): Promise<Outcome<null>> {
  if (!may(actor, 'holidays.manage')) return notAllowed("set the workspace's holidays");
  const holidays = readHolidays(input.holidays, ['holidays']);
  if (!holidays.ok) return holidays;
  return ports.work(actor.workspaceId, async (tx) => {
    // Behind the lock nobody settles by the former holidays any more.
    await tx.routing.lock();
    tx.availability.saveHolidays(holidays.value, tx.now);
    tx.availability.reviewAll(tx.now);
    return done(null);
  });
}
