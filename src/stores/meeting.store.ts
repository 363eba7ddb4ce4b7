import type { CalendarStore, MeetingStore } from '../actions/meeting-ports';
import { usualMeetingSettings } from '../actions/meeting.records';
import {
  bookableFind,
  busyDelete,
  busyFind,
  busySave,
  connectionDelete,
  connectionNote,
  connectionSave,
  connectionsFind,
  meetingsForget,
  settingsFind,
  settingsSave,
} from './sql/calendar.sql';
import {
  bookingsLock,
  meetingAheadOf,
  meetingFind,
  meetingInsert,
  meetingLock,
  meetingMarkWritten,
  meetingOwnUids,
  meetingSave,
  meetingStandingOf,
  meetingTaken,
  meetingTurnFind,
  meetingTurnSave,
  meetingUnwritten,
} from './sql/meeting.sql';
import type { TransactionLine } from './transaction-line';

export function createMeetingStore(line: TransactionLine): MeetingStore {
  const { workspaceId } = line;
  return {
    lockBookings: async () => void (await line.lock(bookingsLock(workspaceId))),
    findAheadOf: (agentId) => line.ask(meetingAheadOf(workspaceId, agentId)),
    find: async (id) => (await line.ask(meetingFind(workspaceId, id)))[0] ?? null,
    lock: async (id) => (await line.lock(meetingLock(workspaceId, id)))[0] ?? null,
    findStandingOf: (conversationId) => line.ask(meetingStandingOf(workspaceId, conversationId)),
    findTaken: (agentIds, from, to) => line.ask(meetingTaken(workspaceId, agentIds, from, to)),
    findUnwritten: (agentId, limit) => line.ask(meetingUnwritten(workspaceId, agentId, limit)),
    findOwnUids: async (agentId, uids) =>
      (await line.ask(meetingOwnUids(workspaceId, agentId, uids))).map(({ uid }) => uid),
    insert: (meeting) => line.send(meetingInsert(workspaceId, meeting)),
    save: ({ id, status, startsAt, endsAt, timeZone, invitation, sequence, changedAt }) =>
      line.send(meetingSave(workspaceId, id, status, startsAt, endsAt, timeZone, invitation, sequence, changedAt)),
    markWritten: (id, sequence) => line.send(meetingMarkWritten(workspaceId, id, sequence)),
    findTurn: async (poolId) => (await line.ask(meetingTurnFind(workspaceId, poolId)))[0]?.agentId ?? null,
    saveTurn: (poolId, agentId) => line.send(meetingTurnSave(workspaceId, poolId, agentId)),
  };
}

export function createCalendarStore(line: TransactionLine): CalendarStore {
  const { workspaceId } = line;
  return {
    findSettings: async (agentId) =>
      (await line.ask(settingsFind(workspaceId, agentId)))[0] ?? { agentId, ...usualMeetingSettings },
    saveSettings: (settings) => {
      const { agentId, hours, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, noticeMinutes } = settings;
      line.send(
        settingsSave(
          ...[workspaceId, agentId, hours, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, noticeMinutes],
          ...[settings.conferencing, settings.invitation],
        ),
      );
    },
    findBookable: () => line.ask(bookableFind(workspaceId)),
    findConnection: async (agentId) => (await line.ask(connectionsFind(workspaceId, [agentId])))[0] ?? null,
    findConnections: (agentIds) => line.ask(connectionsFind(workspaceId, agentIds)),
    connect: ({ agentId, provider, url, username, secret, connectedAt }) => {
      line.send(connectionSave(workspaceId, agentId, provider, url, username, secret, connectedAt));
      line.send(busyDelete(workspaceId, agentId));
      line.send(meetingsForget(workspaceId, agentId));
    },
    disconnect: (agentId) => line.send(connectionDelete(workspaceId, agentId)),
    note: ({ agentId, connectedAt }, { state, fault, syncedAt }) =>
      line.send(connectionNote(workspaceId, agentId, connectedAt, state, fault, syncedAt)),
    findBusy: async (agentIds) =>
      (await line.ask(busyFind(workspaceId, agentIds))).map(({ busy, ...row }) => ({
        ...row,
        busy: busy.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) })),
      })),
    saveBusy: ({ connectedAt }, { agentId, busy, coversFrom, coversTo, readAt }) =>
      line.send(busySave(workspaceId, agentId, connectedAt, JSON.stringify(busy), coversFrom, coversTo, readAt)),
  };
}
