import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { WeeklyHours } from '../routing/terms';
import { dialogChanged } from './dialog-version';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';
import { readWeeklyHours, type WeeklyHoursDraft } from './weekly-hours-reading';

export interface BusinessHoursSetInput {
  /** Null: always open. */
  readonly hours: WeeklyHoursDraft | null;
}

/** When audiences and branches hold the workspace to be open. No agent's availability changes with it. */
export async function businessHoursSet(
  ports: Ports,
  actor: Actor,
  input: BusinessHoursSetInput,
): Promise<Outcome<WeeklyHours | null>> {
  if (!may(actor, 'hours.manage')) return notAllowed('set the business hours');
  const hours = input.hours === null ? done(null) : readWeeklyHours(input.hours, ['hours']);
  if (!hours.ok) return hours;
  return ports.work(actor.workspaceId, (tx) => {
    tx.audiences.setBusinessHours(hours.value);
    dialogChanged(tx, null);
    return Promise.resolve(done(hours.value));
  });
}
