import type { SystemLanguage } from '../routing/system-languages';
import type { AgentId, WorkspaceId } from '../routing/terms';
import { noteFault, openCalendar, readBusy } from './calendar-refresh';
import { mailFailedMeeting } from './meeting-fail-mail';
import { entryOf } from './meeting-invitation';
import { CalendarFault } from './meeting-ports';
import type { CalendarConnectionRecord, MeetingRecord } from './meeting.records';
import type { Ports, Transaction } from './ports';
import type { AgentRecord } from './records';
import { staffText } from './staff-text';

export interface MeetingSyncInput {
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
  /** Of due work: 1 the first time. */
  readonly attempt: number;
}

interface Work {
  readonly connection: CalendarConnectionRecord;
  readonly agent: AgentRecord;
  readonly meetings: readonly MeetingRecord[];
  /** In which the agent reads mails; null: English. */
  readonly language: SystemLanguage | null;
}

/** So that the lease of one run is not used up by a calendar that takes seconds for each. */
const mostAtOnce = 10;
/** While nothing happens a calendar is read as often: what others enter there is known by then, and a fault is found early. */
const everySeconds = 600;
/** Some four minutes of trying: then it is no hiccup, and people are told. It goes on being tried. */
const toldAtAttempt = 4;

/**
 * Due work of one agent: what has changed of the agent's meetings is written to the calendar, then the calendar is asked when
 * it is busy. One row of due work for each agent, so nothing of one calendar is done twice at a time; each call may be repeated
 * without harm. A calendar that fails keeps the row: it comes back by itself, later each time.
 */
export async function meetingSync(ports: Ports, { workspaceId, agentId, attempt }: MeetingSyncInput): Promise<void> {
  const work = await ports.work(workspaceId, (tx) => findWork(tx, agentId));
  if (work === null) return;
  const { connection } = work;
  try {
    for (const meeting of work.meetings) await write(ports, workspaceId, work, meeting);
    await readBusy(ports, workspaceId, connection);
  } catch (error) {
    if (!(error instanceof CalendarFault)) throw error;
    await ports.work(workspaceId, (tx) => Promise.resolve(fail(ports, tx, { work, fault: error, attempt })));
    return;
  }
  await ports.work(workspaceId, (tx) => planNext(tx, connection));
}

/** Null: there is no calendar, or none that can be asked; then there is nothing to wait for either. */
async function findWork(tx: Transaction, agentId: AgentId): Promise<Work | null> {
  const [connection, agent, meetings, language] = await Promise.all([
    tx.calendars.findConnection(agentId),
    tx.agents.find(agentId),
    tx.meetings.findUnwritten(agentId, mostAtOnce),
    tx.mails.findLanguage(agentId),
  ]);
  if (connection === null || agent === null || connection.state === 'NEEDS_REAUTH') {
    tx.unschedule('MEETING_SYNC', agentId);
    return null;
  }
  return { connection, agent, meetings, language };
}

async function write(
  ports: Ports,
  workspaceId: WorkspaceId,
  { connection, agent }: Work,
  meeting: MeetingRecord,
): Promise<void> {
  const calendar = openCalendar(ports, workspaceId, connection);
  if (meeting.status === 'CANCELLED') await calendar.remove(meeting.calendarUid);
  else await calendar.write(entryOf(meeting, agent));
  await ports.work(workspaceId, (tx) => Promise.resolve(tx.meetings.markWritten(meeting.id, meeting.sequence)));
}

/** A booking that commits while this is decided would have its own plan overwritten: both hold the bookings' lock. */
async function planNext(tx: Transaction, { agentId }: CalendarConnectionRecord): Promise<void> {
  await tx.meetings.lockBookings();
  const [more] = await tx.meetings.findUnwritten(agentId, 1);
  const seconds = more === undefined ? everySeconds : 0;
  tx.schedule({ kind: 'MEETING_SYNC', subjectId: agentId, at: new Date(tx.now.getTime() + seconds * 1_000) });
}

function fail(
  ports: Ports,
  tx: Transaction,
  of: { readonly work: Work; readonly fault: CalendarFault; readonly attempt: number },
): void {
  const { connection, agent, meetings } = of.work;
  const { agentId } = connection;
  noteFault(tx, connection, of.fault);
  if (of.fault.reason === 'CREDENTIALS') {
    tx.unschedule('MEETING_SYNC', agentId);
    tx.storeMail(reauthMail(connection, agent, of.work.language));
  } else if (of.attempt < toldAtAttempt) return;
  for (const meeting of meetings) {
    if (meeting.status === 'CANCELLED') continue;
    mailFailedMeeting(ports, tx, {
      conversation: { id: meeting.conversationId, pageUrl: meeting.pageUrl },
      reason: (language) => {
        const fault = staffText(language, `CALENDAR_${of.fault.reason}`);
        return staffText(language, 'BOOKING_NOT_ENTERED', { agent: agent.name, fault });
      },
      concerned: [agentId],
      cause: `${meeting.id}:${meeting.sequence}`,
    });
  }
}

function reauthMail(
  { agentId, connectedAt }: CalendarConnectionRecord,
  { email }: AgentRecord,
  language: SystemLanguage | null,
) {
  return {
    to: email,
    subject: staffText(language, 'REAUTH_SUBJECT'),
    text: staffText(language, 'REAUTH'),
    cause: `calendar-needs-reauth:${agentId}:${connectedAt.toISOString()}`,
  };
}
