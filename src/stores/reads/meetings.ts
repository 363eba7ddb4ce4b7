/** Meetings, bookable hours, connected calendars and the outbox. */
import type { StoredMail } from '../../actions/mail-ports';
import type { MailState, MeetingFilter, MeetingReads, SeenCalendar, SeenMeeting } from '../../actions/meeting-reads';
import type { MeetingSettingsRecord } from '../../actions/meeting.records';
import type { NotificationTopic } from '../../routing/meetings';
import type { AgentId } from '../../routing/terms';
import { meetingSettingsColumns } from '../sql/calendar.sql';
import { mailColumns } from '../sql/mail.sql';
import { meetingColumns } from '../sql/meeting.sql';
import type { Statement } from '../statement';
import type { List } from './keyset';
import { idOrNobody, type Lookup, type Reader } from './reader';

const hasPassed = 'mt.ends_at <= (SELECT parley_now())';
const seenColumns = `${meetingColumns}, ${hasPassed} AS "hasPassed"`;

const meetingById: Lookup = {
  name: 'meeting_by_id',
  columns: seenColumns,
  from: 'meeting mt',
  key: 'mt.meeting_id',
  field: 'id',
};
const meetingsByConversation: Lookup = {
  ...meetingById,
  name: 'meeting_by_conversation',
  key: 'mt.conversation_id',
  field: 'conversationId',
  orderBy: 'mt.created_at, mt.meeting_id',
};
const settingsByAgent: Lookup = {
  name: 'meeting_settings_by_agent',
  columns: meetingSettingsColumns,
  from: 'agent_meeting_settings ms',
  key: 'ms.agent_id',
  field: 'agentId',
};
const calendarByAgent: Lookup = {
  name: 'calendar_by_agent',
  columns: `cc.agent_id AS "agentId", cc.provider, cc.url, cc.username, cc.state, cc.connected_at AS "connectedAt",
    cc.synced_at AS "syncedAt", cc.fault`,
  from: 'calendar_connection cc',
  key: 'cc.agent_id',
  field: 'agentId',
};
const mailById: Lookup = { name: 'mail_by_id', columns: mailColumns, from: 'mail e', key: 'e.mail_id', field: 'id' };

function meetingList(filter: MeetingFilter): List {
  const values: unknown[] = [];
  const where: string[] = [];
  const variant: string[] = [];
  const only = (name: string, value: unknown, condition: (place: string) => string): void => {
    if (value === null) return;
    variant.push(name);
    where.push(condition(`$${values.push(value)}`));
  };
  only('agent', filter.agentId === null ? null : idOrNobody(filter.agentId), (place) => `mt.agent_id = ${place}::uuid`);
  only('status', filter.status, (place) => `mt.status = ${place}`);
  only('passed', filter.passed, (place) => `(${hasPassed}) = ${place}::boolean`);
  only('from', filter.from, (place) => `mt.starts_at >= ${place}::timestamptz`);
  only('to', filter.to, (place) => `mt.starts_at < ${place}::timestamptz`);
  return {
    name: 'meeting_page',
    variant: variant.join('_'),
    columns: seenColumns,
    from: 'meeting mt',
    where,
    values,
    sort: [
      { column: 'mt.starts_at', kind: 'time' },
      { column: 'mt.meeting_id', kind: 'uuid' },
    ],
  };
}

const inState: Readonly<Record<MailState, string>> = {
  WAITING: 'e.sent_at IS NULL AND e.failed_at IS NULL',
  SENT: 'e.sent_at IS NOT NULL',
  FAILED: 'e.failed_at IS NOT NULL',
};

function mailList(state: MailState | null): List {
  return {
    name: 'mail_page',
    variant: state?.toLowerCase() ?? '',
    columns: mailColumns,
    from: 'mail e',
    where: state === null ? [] : [inState[state]],
    sort: [
      { column: 'e.created_at', kind: 'time' },
      { column: 'e.mail_id', kind: 'uuid' },
    ],
    descending: true,
  };
}

function mutedOf(agentId: AgentId): Statement<{ readonly topic: NotificationTopic }> {
  return {
    name: 'notification_muted_of',
    text: '/* notification_muted_of */ SELECT nm.topic FROM notification_mute nm WHERE nm.agent_id = $1 ORDER BY nm.topic',
    values: [agentId],
  };
}

function mailLanguageOf(agentId: AgentId): Statement<{ readonly language: string | null }> {
  return {
    name: 'mail_language_of',
    text: '/* mail_language_of */ SELECT a.language FROM agent a WHERE a.agent_id = $1',
    values: [agentId],
  };
}

export function meetingReads(reader: Reader): MeetingReads {
  return {
    meetings: (ids) => reader.byId<SeenMeeting>(meetingById, ids),
    meetingPage: (filter, page) => reader.page<SeenMeeting>(meetingList(filter), page),
    meetingsOf: (ids) => reader.groupedBy<SeenMeeting>(meetingsByConversation, ids),
    meetingSettings: (ids) => reader.byId<MeetingSettingsRecord>(settingsByAgent, ids),
    calendars: (ids) => reader.byId<SeenCalendar>(calendarByAgent, ids),
    mailLanguage: async (agentId) => (await reader.rows(mailLanguageOf(agentId)))[0]?.language ?? null,
    mutedTopics: async (agentId) => (await reader.rows(mutedOf(agentId))).map(({ topic }) => topic),
    mails: (ids) => reader.byId<StoredMail>(mailById, ids),
    mailPage: (state, page) => reader.page<StoredMail>(mailList(state), page),
  };
}
