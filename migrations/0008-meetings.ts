import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

const settings = `
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- Null hours: nobody books this agent.
CREATE TABLE agent_meeting_settings (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  hours jsonb,
  duration_minutes integer NOT NULL DEFAULT 30,
  buffer_before_minutes integer NOT NULL DEFAULT 0,
  buffer_after_minutes integer NOT NULL DEFAULT 0,
  notice_minutes integer NOT NULL DEFAULT 1440,
  conferencing text,
  invitation text,
  CONSTRAINT agent_meeting_settings_pkey PRIMARY KEY (workspace_id, agent_id),
  CONSTRAINT agent_meeting_settings_agent_fkey FOREIGN KEY (workspace_id, agent_id)
    REFERENCES agent (workspace_id, agent_id) ON DELETE CASCADE,
  CONSTRAINT agent_meeting_settings_duration_range CHECK (duration_minutes BETWEEN 5 AND 480),
  CONSTRAINT agent_meeting_settings_before_range CHECK (buffer_before_minutes BETWEEN 0 AND 240),
  CONSTRAINT agent_meeting_settings_after_range CHECK (buffer_after_minutes BETWEEN 0 AND 240),
  CONSTRAINT agent_meeting_settings_notice_range CHECK (notice_minutes BETWEEN 0 AND 43200)
);

-- The secret is sealed: the key is not in the database.
CREATE TABLE calendar_connection (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  provider text NOT NULL,
  url text NOT NULL,
  username text NOT NULL,
  secret bytea NOT NULL,
  state text NOT NULL DEFAULT 'CONNECTED',
  connected_at timestamptz NOT NULL DEFAULT parley_now(),
  synced_at timestamptz,
  fault text,
  CONSTRAINT calendar_connection_pkey PRIMARY KEY (workspace_id, agent_id),
  CONSTRAINT calendar_connection_agent_fkey FOREIGN KEY (workspace_id, agent_id)
    REFERENCES agent (workspace_id, agent_id) ON DELETE CASCADE,
  CONSTRAINT calendar_connection_provider_known CHECK (provider IN ('CALDAV')),
  CONSTRAINT calendar_connection_state_known CHECK (state IN ('CONNECTED', 'NEEDS_REAUTH'))
);

-- What the calendar last said: while it is down, this is what bookings go by.
CREATE TABLE calendar_busy (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  busy jsonb NOT NULL,
  covers_from timestamptz NOT NULL,
  covers_to timestamptz NOT NULL,
  read_at timestamptz NOT NULL,
  CONSTRAINT calendar_busy_pkey PRIMARY KEY (workspace_id, agent_id),
  CONSTRAINT calendar_busy_connection_fkey FOREIGN KEY (workspace_id, agent_id)
    REFERENCES calendar_connection (workspace_id, agent_id) ON DELETE CASCADE
);

`;

const meetings = `
-- One agent is never in two meetings: the exclusion is the real guard, every look before it only spares the visitor a refusal.
CREATE TABLE meeting (
  workspace_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  card_key text NOT NULL,
  status text NOT NULL DEFAULT 'SCHEDULED',
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  time_zone text NOT NULL,
  attendee_email text NOT NULL,
  attendee_name text,
  page_url text,
  strategy text NOT NULL,
  queue text,
  conferencing text,
  invitation text NOT NULL,
  calendar_uid text NOT NULL,
  sequence integer NOT NULL DEFAULT 0,
  written_sequence integer,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  changed_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT meeting_pkey PRIMARY KEY (workspace_id, meeting_id),
  CONSTRAINT meeting_agent_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, agent_id),
  CONSTRAINT meeting_visitor_fkey FOREIGN KEY (workspace_id, visitor_id)
    REFERENCES visitor (workspace_id, visitor_id) ON DELETE CASCADE,
  CONSTRAINT meeting_conversation_fkey FOREIGN KEY (workspace_id, conversation_id)
    REFERENCES conversation (workspace_id, conversation_id) ON DELETE CASCADE,
  CONSTRAINT meeting_status_known CHECK (status IN ('SCHEDULED', 'RESCHEDULED', 'CANCELLED')),
  CONSTRAINT meeting_ends_behind_start CHECK (starts_at < ends_at),
  CONSTRAINT meeting_one_at_a_time EXCLUDE USING gist
    (workspace_id WITH =, agent_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status <> 'CANCELLED')
);
CREATE INDEX meeting_by_time ON meeting (workspace_id, starts_at, meeting_id);
CREATE INDEX meeting_by_agent ON meeting (workspace_id, agent_id, starts_at);
CREATE INDEX meeting_by_conversation ON meeting (workspace_id, conversation_id);
CREATE INDEX meeting_by_visitor ON meeting (workspace_id, visitor_id);
CREATE INDEX meeting_unwritten ON meeting (workspace_id, agent_id) WHERE written_sequence IS DISTINCT FROM sequence;

-- Whose turn it is in a ring: bookings have a pointer of their own, apart from that of the chats.
CREATE TABLE meeting_turn (
  workspace_id uuid NOT NULL,
  pool_id uuid NOT NULL,
  last_booked uuid NOT NULL,
  CONSTRAINT meeting_turn_pkey PRIMARY KEY (workspace_id, pool_id),
  CONSTRAINT meeting_turn_pool_fkey FOREIGN KEY (workspace_id, pool_id)
    REFERENCES round_robin_pool (workspace_id, pool_id) ON DELETE CASCADE
);

-- A row is a topic that the agent wants no mail about.
CREATE TABLE notification_mute (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  topic text NOT NULL,
  CONSTRAINT notification_mute_pkey PRIMARY KEY (workspace_id, agent_id, topic),
  CONSTRAINT notification_mute_agent_fkey FOREIGN KEY (workspace_id, agent_id)
    REFERENCES agent (workspace_id, agent_id) ON DELETE CASCADE,
  CONSTRAINT notification_mute_topic_known CHECK (topic IN ('FAILED_CHATS', 'FAILED_MEETINGS', 'USAGE'))
);

`;

const mails = `
-- sending_until: somebody holds it; behind that time it is anybody's again.
ALTER TABLE mail
  ADD COLUMN invitation jsonb,
  ADD COLUMN attempts integer NOT NULL DEFAULT 0,
  ADD COLUMN sending_until timestamptz,
  ADD COLUMN failed_at timestamptz,
  ADD COLUMN fault text;
CREATE INDEX mail_by_time ON mail (workspace_id, created_at, mail_id);
GRANT UPDATE ON mail TO parley_app;
`;

const policies = `
${policiesOf('agent_meeting_settings', 'SELECT, INSERT, UPDATE')}
${policiesOf('calendar_connection', 'SELECT, INSERT, UPDATE, DELETE')}
${policiesOf('calendar_busy', 'SELECT, INSERT, UPDATE, DELETE')}
${policiesOf('meeting', 'SELECT, INSERT, UPDATE')}
${policiesOf('meeting_turn', 'SELECT, INSERT, UPDATE')}
${policiesOf('notification_mute', 'SELECT, INSERT, DELETE')}
`;

/**
 * Bookable hours, connected calendars, meetings, and what the sending of mails needs to remember. `btree_gist` comes with
 * PostgreSQL itself (its contrib package) and is trusted: whoever owns the database may switch it on.
 */
export class Meetings1795564800000 implements MigrationInterface {
  readonly name = 'Meetings1795564800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`${settings}${meetings}${mails}${policies}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE notification_mute, meeting_turn, meeting, calendar_busy, calendar_connection, agent_meeting_settings;
REVOKE UPDATE ON mail FROM parley_app;
DROP INDEX mail_by_time;
ALTER TABLE mail DROP COLUMN invitation, DROP COLUMN attempts, DROP COLUMN sending_until, DROP COLUMN failed_at,
  DROP COLUMN fault;
DROP EXTENSION btree_gist;
`);
  }
}
