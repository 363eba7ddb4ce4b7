import type { AvailabilityRecord, AvailabilityStore } from '../actions/availability-ports';
import {
  availabilityLock,
  availabilityLockDue,
  availabilityReviewAll,
  type AvailabilityRow,
  availabilitySave,
  holidaysSave,
} from './sql/availability.sql';
import { holidaysKeep, scheduleKeep } from './sql/schedule-past.sql';
import type { TransactionLine } from './transaction-line';

/** `due` tells the process that something was planned for then. */
export function createAvailabilityStore(line: TransactionLine, due: (at: Date) => void): AvailabilityStore {
  const { workspaceId } = line;
  return {
    lock: async (agentId) => (await line.lock(availabilityLock(workspaceId, agentId))).map(toAvailability)[0] ?? null,
    lockDue: async (agentId) => (await line.lock(availabilityLockDue(workspaceId, agentId))).map(toAvailability),
    save: ({ agentId, schedule, override, breakUntil, nextChangeAt }) =>
      line.send(
        availabilitySave(
          workspaceId,
          agentId,
          schedule === null ? null : JSON.stringify(schedule.hours),
          JSON.stringify(schedule?.breaks ?? []),
          JSON.stringify(schedule?.holidays ?? []),
          override?.available ?? null,
          override?.until ?? null,
          breakUntil,
          nextChangeAt,
        ),
      ),
    keepSchedule: (agentId, until) => line.send(scheduleKeep(workspaceId, agentId, until)),
    saveHolidays: (holidays, until) => {
      line.send(holidaysKeep(workspaceId, until));
      line.send(holidaysSave(workspaceId, JSON.stringify(holidays)));
    },
    reviewAll: (at) => {
      line.send(availabilityReviewAll(workspaceId, at));
      due(at);
    },
  };
}

export function toAvailability(row: AvailabilityRow): AvailabilityRecord {
  const { agentId, active, available, hours, breaks, holidays, workspaceHolidays } = row;
  const { overrideAvailable, overrideUntil, breakUntil, nextChangeAt } = row;
  const isOverridden = overrideAvailable !== null && overrideUntil !== null;
  return {
    agentId,
    active,
    available,
    schedule: hours === null ? null : { hours, breaks: breaks ?? [], holidays: holidays ?? [] },
    workspaceHolidays,
    override: isOverridden ? { available: overrideAvailable, until: overrideUntil } : null,
    breakUntil,
    nextChangeAt,
  };
}
