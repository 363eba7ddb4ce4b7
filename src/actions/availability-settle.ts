import { type Availability, availabilityAt, type Intent } from '../routing/availability';
import type { AvailabilityRecord } from './availability-ports';
import { agentChanged } from './offer-settle';
import type { Transaction } from './ports';

type Saying = Pick<AvailabilityRecord, 'schedule' | 'workspaceHolidays' | 'override' | 'breakUntil'>;

export function intentOf({ schedule, workspaceHolidays, override, breakUntil }: Saying): Intent {
  const holidays = [...(schedule?.holidays ?? []), ...workspaceHolidays];
  return { schedule: schedule === null ? null : { ...schedule, holidays }, override, breakUntil };
}

export type Said = Partial<Pick<AvailabilityRecord, 'schedule' | 'override' | 'breakUntil'>>;

/**
 * A step, behind the routing lock: what holds now is written where routing reads it, and the next look is planned for when it
 * ends. Nothing is told where nothing has changed, so that a look that comes twice does nothing the second time.
 */
export function availabilitySettle(tx: Transaction, before: AvailabilityRecord, said: Said | null = null): void {
  const after = { ...before, ...said };
  const { agentId } = after;
  const holds = standingOf(after, tx.now);
  const isMoved = before.nextChangeAt?.getTime() !== holds.until?.getTime();
  const isFlipped = before.available !== holds.available;
  if (isMoved || said !== null) tx.availability.save({ ...after, nextChangeAt: holds.until });
  if (holds.until === null) tx.unschedule('AVAILABILITY_RESET', agentId);
  else tx.schedule({ kind: 'AVAILABILITY_RESET', subjectId: agentId, at: holds.until });
  if (isFlipped) tx.agents.update(agentId, { available: holds.available });
  const isOtherwise = said !== null && standingOf(before, tx.now).because !== holds.because;
  if (isMoved || isFlipped || isOtherwise || said?.schedule !== undefined) agentChanged(tx, { agentId });
}

/** A deactivated agent's hours go on without them. */
function standingOf(record: AvailabilityRecord, now: Date): Availability {
  if (record.active) return availabilityAt(intentOf(record), now);
  return { available: false, because: 'NONE', until: null };
}
