import type { Actor } from '../auth/actor';
import { mayManageBookings } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { AgentId, WeeklyHours } from '../routing/terms';
import { cleanName, isBlank, isLongerThan, readText } from '../routing/text';
import { Faults } from './faults';
import type { MeetingSettingsRecord } from './meeting.records';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';
import { readWeeklyHours, type WeeklyHoursDraft } from './weekly-hours-reading';

/** What is absent stays. */
export interface AgentMeetingSettingsUpdateInput {
  readonly agentId: AgentId;
  /** Null: nobody books this agent any more. */
  readonly hours?: WeeklyHoursDraft | null;
  readonly durationMinutes?: number;
  readonly bufferBeforeMinutes?: number;
  readonly bufferAfterMinutes?: number;
  readonly noticeMinutes?: number;
  readonly conferencing?: string | null;
  /** Null: the usual words. */
  readonly invitation?: string | null;
}

type Changes = Partial<Omit<MeetingSettingsRecord, 'agentId'>>;

const longestConferencing = 500;

export async function agentMeetingSettingsUpdate(
  ports: Ports,
  actor: Actor,
  input: AgentMeetingSettingsUpdateInput,
): Promise<Outcome<AgentId>> {
  const { agentId } = input;
  if (!mayManageBookings(actor, agentId)) return notAllowed('change when this agent can be booked');
  const changes = readChanges(input);
  if (!changes.ok) return changes;
  return ports.work(actor.workspaceId, async (tx) => {
    const agent = await tx.agents.lock(agentId);
    if (agent === null) return unknown('agent', ['agentId']);
    tx.calendars.saveSettings({ ...(await tx.calendars.findSettings(agentId)), ...changes.value });
    return done(agentId);
  });
}

function readChanges(input: AgentMeetingSettingsUpdateInput): Outcome<Changes> {
  const faults = new Faults();
  const { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, noticeMinutes } = input;
  faults.range(durationMinutes, { min: 5, max: 480, what: 'The duration', field: ['durationMinutes'] });
  faults.range(bufferBeforeMinutes, { min: 0, max: 240, what: 'The time before', field: ['bufferBeforeMinutes'] });
  faults.range(bufferAfterMinutes, { min: 0, max: 240, what: 'The time after', field: ['bufferAfterMinutes'] });
  faults.range(noticeMinutes, { min: 0, max: 43_200, what: 'The notice', field: ['noticeMinutes'] });
  const hours = readHours(input.hours, faults);
  const conferencing = readConferencing(input.conferencing, faults);
  const invitation = readInvitation(input.invitation, faults);
  if (faults.any) return faults.refused();
  return done({
    ...(hours !== undefined && { hours }),
    ...(durationMinutes !== undefined && { durationMinutes }),
    ...(bufferBeforeMinutes !== undefined && { bufferBeforeMinutes }),
    ...(bufferAfterMinutes !== undefined && { bufferAfterMinutes }),
    ...(noticeMinutes !== undefined && { noticeMinutes }),
    ...(conferencing !== undefined && { conferencing }),
    ...(invitation !== undefined && { invitation }),
  });
}

function readHours(hours: WeeklyHoursDraft | null | undefined, faults: Faults): WeeklyHours | null | undefined {
  return hours === null || hours === undefined ? hours : faults.read(readWeeklyHours(hours, ['hours']));
}

function readConferencing(raw: string | null | undefined, faults: Faults): string | null | undefined {
  if (raw === null || raw === undefined) return raw;
  const text = cleanName(raw);
  if (isLongerThan(text, longestConferencing)) {
    faults.add(`Shorten where the meeting is held to ${longestConferencing} characters.`, ['conferencing']);
  }
  return isBlank(text) ? null : text;
}

function readInvitation(raw: string | null | undefined, faults: Faults): string | null | undefined {
  if (raw === null || raw === undefined) return raw;
  if (isBlank(raw)) return null;
  return faults.read(readText(raw, { what: 'The invitation', field: ['invitation'] }));
}
