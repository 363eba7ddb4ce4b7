/** When agents can be booked, their connected calendars, and what these said. */
import type { BookableRecord, CalendarConnectionRecord, MeetingSettingsRecord } from '../../actions/meeting.records';
import type { CalendarState } from '../../routing/meetings';
import type { AgentId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

/** `ms` */
export const meetingSettingsColumns = `
  ms.agent_id AS "agentId", ms.hours, ms.duration_minutes AS "durationMinutes",
  ms.buffer_before_minutes AS "bufferBeforeMinutes", ms.buffer_after_minutes AS "bufferAfterMinutes",
  ms.notice_minutes AS "noticeMinutes", ms.conferencing, ms.invitation`;

/** `cc` */
const calendarConnectionColumns = `
  cc.agent_id AS "agentId", cc.provider, cc.url, cc.username, cc.secret, cc.state, cc.connected_at AS "connectedAt",
  cc.synced_at AS "syncedAt", cc.fault`;

export const settingsFind = define<[WorkspaceId, AgentId], MeetingSettingsRecord>(
  'meeting_settings_find',
  `SELECT ${meetingSettingsColumns} FROM agent_meeting_settings ms WHERE ms.workspace_id = $1 AND ms.agent_id = $2`,
);

export const settingsSave = define<readonly unknown[]>(
  'meeting_settings_save',
  `INSERT INTO agent_meeting_settings (workspace_id, agent_id, hours, duration_minutes, buffer_before_minutes,
    buffer_after_minutes, notice_minutes, conferencing, invitation)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (workspace_id, agent_id) DO UPDATE SET hours = excluded.hours, duration_minutes = excluded.duration_minutes,
    buffer_before_minutes = excluded.buffer_before_minutes, buffer_after_minutes = excluded.buffer_after_minutes,
    notice_minutes = excluded.notice_minutes, conferencing = excluded.conferencing, invitation = excluded.invitation`,
);

/** Whoever may have a calendar or set its hours is somebody to be booked, once there are hours. */
export const bookableFind = define<[WorkspaceId], BookableRecord>(
  'bookable_find',
  `SELECT ${meetingSettingsColumns}, a.name, a.email, w.holidays || coalesce(av.holidays, '[]'::jsonb) AS holidays
  FROM agent_meeting_settings ms JOIN agent a ON a.workspace_id = ms.workspace_id AND a.agent_id = ms.agent_id
  JOIN workspace w ON w.workspace_id = ms.workspace_id
  LEFT JOIN agent_availability av ON av.workspace_id = ms.workspace_id AND av.agent_id = ms.agent_id
  WHERE ms.workspace_id = $1 AND a.active AND jsonb_array_length(ms.hours -> 'blocks') > 0
    AND a.permissions && ARRAY['CALENDAR_AVAILABILITY_MANAGE', 'CALENDAR_CONNECT']
  ORDER BY a.created_at, a.agent_id`,
);

export const connectionsFind = define<[WorkspaceId, readonly AgentId[]], CalendarConnectionRecord>(
  'calendar_connections_find',
  `SELECT ${calendarConnectionColumns} FROM calendar_connection cc
  WHERE cc.workspace_id = $1 AND cc.agent_id = ANY ($2::uuid[])`,
);

export const connectionSave = define<readonly unknown[]>(
  'calendar_connection_save',
  `INSERT INTO calendar_connection (workspace_id, agent_id, provider, url, username, secret, connected_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (workspace_id, agent_id) DO UPDATE SET provider = excluded.provider, url = excluded.url,
    username = excluded.username, secret = excluded.secret, connected_at = excluded.connected_at, state = 'CONNECTED',
    synced_at = NULL, fault = NULL`,
);

export const connectionDelete = define<[WorkspaceId, AgentId]>(
  'calendar_connection_delete',
  'DELETE FROM calendar_connection WHERE workspace_id = $1 AND agent_id = $2',
);

/** Another calendar has nothing of the agent's meetings yet: all that are still to come are written to it. */
export const meetingsForget = define<[WorkspaceId, AgentId]>(
  'meetings_forget_written',
  `UPDATE meeting SET written_sequence = CASE WHEN status <> 'CANCELLED' AND ends_at > parley_now() THEN NULL ELSE sequence END
  WHERE workspace_id = $1 AND agent_id = $2`,
);

export const connectionNote = define<[WorkspaceId, AgentId, Date, CalendarState, string | null, Date | null]>(
  'calendar_connection_note',
  `UPDATE calendar_connection SET state = $4, fault = $5, synced_at = coalesce($6, synced_at)
  WHERE workspace_id = $1 AND agent_id = $2 AND connected_at = $3`,
);

export interface BusyRow {
  readonly agentId: AgentId;
  readonly busy: readonly { readonly from: string; readonly to: string }[];
  readonly coversFrom: Date;
  readonly coversTo: Date;
  readonly readAt: Date;
}

export const busyFind = define<[WorkspaceId, readonly AgentId[]], BusyRow>(
  'calendar_busy_find',
  `SELECT b.agent_id AS "agentId", b.busy, b.covers_from AS "coversFrom", b.covers_to AS "coversTo", b.read_at AS "readAt"
  FROM calendar_busy b WHERE b.workspace_id = $1 AND b.agent_id = ANY ($2::uuid[])`,
);

export const busyDelete = define<[WorkspaceId, AgentId]>(
  'calendar_busy_delete',
  'DELETE FROM calendar_busy WHERE workspace_id = $1 AND agent_id = $2',
);

export const busySave = define<[WorkspaceId, AgentId, Date, string, Date, Date, Date]>(
  'calendar_busy_save',
  `INSERT INTO calendar_busy (workspace_id, agent_id, busy, covers_from, covers_to, read_at)
  SELECT cc.workspace_id, cc.agent_id, $4::jsonb, $5, $6, $7 FROM calendar_connection cc
  WHERE cc.workspace_id = $1 AND cc.agent_id = $2 AND cc.connected_at = $3
  ON CONFLICT (workspace_id, agent_id) DO UPDATE SET busy = excluded.busy, covers_from = excluded.covers_from,
    covers_to = excluded.covers_to, read_at = excluded.read_at
  WHERE calendar_busy.read_at <= excluded.read_at`,
);
