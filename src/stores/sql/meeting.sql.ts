/** Meetings, and whose turn it is. */
import type { Interval } from '../../routing/hours';
import type { AgentId, ConversationId, MeetingId, PoolId, WorkspaceId } from '../../routing/terms';
import type { MeetingRecord } from '../../actions/meeting.records';
import { define, type Statement } from '../statement';

/** `mt` */
export const meetingColumns = `
  mt.meeting_id AS id, mt.agent_id AS "agentId", mt.visitor_id AS "visitorId", mt.conversation_id AS "conversationId",
  mt.card_key AS "cardKey", mt.status, mt.starts_at AS "startsAt", mt.ends_at AS "endsAt", mt.time_zone AS "timeZone",
  mt.attendee_email AS "attendeeEmail", mt.attendee_name AS "attendeeName", mt.page_url AS "pageUrl", mt.strategy,
  mt.queue, mt.conferencing, mt.invitation, mt.calendar_uid AS "calendarUid", mt.sequence,
  mt.written_sequence AS "writtenSequence", mt.created_at AS "createdAt", mt.changed_at AS "changedAt"`;

/** Beside the routing lock's key: a booking waits for no chat, and no chat for a booking. */
export const bookingsLock = define<[WorkspaceId], unknown>(
  'bookings_lock',
  'SELECT pg_advisory_xact_lock(7201103, hashtext($1::text))',
);

export const meetingFind = define<[WorkspaceId, MeetingId], MeetingRecord>(
  'meeting_find',
  `SELECT ${meetingColumns} FROM meeting mt WHERE mt.workspace_id = $1 AND mt.meeting_id = $2`,
);

export const meetingLock = define<[WorkspaceId, MeetingId], MeetingRecord>(
  'meeting_lock',
  `SELECT ${meetingColumns} FROM meeting mt WHERE mt.workspace_id = $1 AND mt.meeting_id = $2 FOR UPDATE`,
);

export const meetingStandingOf = define<[WorkspaceId, ConversationId], MeetingRecord>(
  'meeting_standing_of',
  `SELECT ${meetingColumns} FROM meeting mt
  WHERE mt.workspace_id = $1 AND mt.conversation_id = $2 AND mt.status <> 'CANCELLED' ORDER BY mt.starts_at`,
);

export const meetingAheadOf = define<[WorkspaceId, AgentId], MeetingRecord>(
  'meeting_ahead_of',
  `SELECT ${meetingColumns} FROM meeting mt
  WHERE mt.workspace_id = $1 AND mt.agent_id = $2 AND mt.status <> 'CANCELLED' AND mt.starts_at > parley_now()
  ORDER BY mt.starts_at`,
);

export const meetingTaken = define<
  [WorkspaceId, readonly AgentId[], Date, Date],
  Interval & { readonly agentId: AgentId; readonly id: MeetingId }
>(
  'meeting_taken',
  `SELECT mt.agent_id AS "agentId", mt.meeting_id AS id, mt.starts_at AS "from", mt.ends_at AS "to" FROM meeting mt
  WHERE mt.workspace_id = $1 AND mt.agent_id = ANY ($2::uuid[]) AND mt.status <> 'CANCELLED'
    AND tstzrange(mt.starts_at, mt.ends_at) && tstzrange($3, $4)
  ORDER BY mt.starts_at`,
);

export const meetingUnwritten = define<[WorkspaceId, AgentId, number], MeetingRecord>(
  'meeting_unwritten',
  `SELECT ${meetingColumns} FROM meeting mt
  WHERE mt.workspace_id = $1 AND mt.agent_id = $2 AND mt.written_sequence IS DISTINCT FROM mt.sequence
  ORDER BY mt.changed_at, mt.meeting_id LIMIT $3`,
);

export const meetingOwnUids = define<[WorkspaceId, AgentId, readonly string[]], { readonly uid: string }>(
  'meeting_own_uids',
  `SELECT mt.calendar_uid AS uid FROM meeting mt
  WHERE mt.workspace_id = $1 AND mt.agent_id = $2 AND mt.calendar_uid = ANY ($3::text[])`,
);

const insertText = `INSERT INTO meeting (workspace_id, meeting_id, agent_id, visitor_id, conversation_id, card_key, status,
    starts_at, ends_at, time_zone, attendee_email, attendee_name, page_url, strategy, queue, conferencing, invitation,
    calendar_uid, sequence, written_sequence, created_at, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`;
const insertWith = define<readonly unknown[]>('meeting_insert', insertText);

export function meetingInsert(workspaceId: WorkspaceId, meeting: MeetingRecord): Statement {
  const { id, agentId, visitorId, conversationId, cardKey, status, startsAt, endsAt, timeZone } = meeting;
  const { attendeeEmail, attendeeName, pageUrl, strategy, queue, conferencing, invitation, calendarUid } = meeting;
  return insertWith(
    ...[workspaceId, id, agentId, visitorId, conversationId, cardKey, status, startsAt, endsAt, timeZone],
    ...[attendeeEmail, attendeeName, pageUrl, strategy, queue, conferencing, invitation, calendarUid],
    ...[meeting.sequence, meeting.writtenSequence, meeting.createdAt, meeting.changedAt],
  );
}

export const meetingSave = define<
  [WorkspaceId, MeetingId, MeetingRecord['status'], Date, Date, string, string, number, Date]
>(
  'meeting_save',
  `UPDATE meeting SET status = $3, starts_at = $4, ends_at = $5, time_zone = $6, invitation = $7, sequence = $8,
    changed_at = $9
  WHERE workspace_id = $1 AND meeting_id = $2`,
);

export const meetingMarkWritten = define<[WorkspaceId, MeetingId, number]>(
  'meeting_mark_written',
  `UPDATE meeting SET written_sequence = $3
  WHERE workspace_id = $1 AND meeting_id = $2 AND coalesce(written_sequence, -1) < $3`,
);

export const meetingTurnFind = define<[WorkspaceId, PoolId], { readonly agentId: AgentId }>(
  'meeting_turn_find',
  `SELECT last_booked AS "agentId" FROM meeting_turn WHERE workspace_id = $1 AND pool_id = $2`,
);

export const meetingTurnSave = define<[WorkspaceId, PoolId, AgentId]>(
  'meeting_turn_save',
  `INSERT INTO meeting_turn (workspace_id, pool_id, last_booked) VALUES ($1, $2, $3)
  ON CONFLICT (workspace_id, pool_id) DO UPDATE SET last_booked = excluded.last_booked`,
);
