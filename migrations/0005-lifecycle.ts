import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policiesOf } from './initial/security.sql';

/** What publishing remembers, what is planned, what was deleted, and who previews which working copy. */
export class Lifecycle1795305600000 implements MigrationInterface {
  readonly name = 'Lifecycle1795305600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- Conversations keep their dialogs and versions, so what is deleted is put away; its key is free again.
ALTER TABLE dialog
  ADD COLUMN deleted_at timestamptz,
  ADD COLUMN publish_at timestamptz,
  ADD COLUMN unpublish_at timestamptz,
  ADD COLUMN scheduled_by uuid,
  ADD COLUMN schedule_fault text,
  ADD COLUMN schedule_fault_at timestamptz,
  ADD CONSTRAINT dialog_published_is_there CHECK (status <> 'PUBLISHED' OR deleted_at IS NULL);
DROP INDEX dialog_one_key;
CREATE UNIQUE INDEX dialog_one_key ON dialog (workspace_id, key) WHERE deleted_at IS NULL;

-- Versions below zero are snapshots for previews: revision r of the working copy is version -r - 1.
ALTER TABLE dialog_version
  ADD COLUMN published_by uuid,
  ADD COLUMN published_by_kind text NOT NULL DEFAULT 'SYSTEM',
  ADD COLUMN note text,
  ADD COLUMN rolled_back_from integer,
  DROP CONSTRAINT dialog_version_counts_from_one,
  ADD CONSTRAINT dialog_version_not_zero CHECK (version <> 0),
  ADD CONSTRAINT dialog_version_publisher_known CHECK (published_by_kind IN ('AGENT', 'INTEGRATION', 'SYSTEM'));

CREATE TABLE preview (
  workspace_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  dialog_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT parley_now(),
  CONSTRAINT preview_pkey PRIMARY KEY (workspace_id, visitor_id),
  CONSTRAINT preview_visitor_fkey
    FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor (workspace_id, visitor_id) ON DELETE CASCADE,
  CONSTRAINT preview_dialog_fkey
    FOREIGN KEY (workspace_id, dialog_id) REFERENCES dialog (workspace_id, dialog_id) ON DELETE CASCADE
);
${policiesOf('preview', 'SELECT, INSERT')}
-- What happens in a preview is told to its visitor alone: it is for nobody but those whom it names.
ALTER TABLE event DROP CONSTRAINT event_only_agent_has_agent,
  ADD CONSTRAINT event_only_agent_names_somebody CHECK (NOT only_agent OR agent_id IS NOT NULL OR visitor_id IS NOT NULL);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE event DROP CONSTRAINT event_only_agent_names_somebody,
  ADD CONSTRAINT event_only_agent_has_agent CHECK (NOT only_agent OR agent_id IS NOT NULL);
DROP TABLE preview;
ALTER TABLE dialog_version DROP CONSTRAINT dialog_version_publisher_known, DROP CONSTRAINT dialog_version_not_zero,
  DROP COLUMN rolled_back_from, DROP COLUMN note, DROP COLUMN published_by_kind, DROP COLUMN published_by,
  ADD CONSTRAINT dialog_version_counts_from_one CHECK (version >= 1);
DROP INDEX dialog_one_key;
ALTER TABLE dialog DROP CONSTRAINT dialog_published_is_there, DROP COLUMN schedule_fault_at, DROP COLUMN schedule_fault,
  DROP COLUMN scheduled_by, DROP COLUMN unpublish_at, DROP COLUMN publish_at, DROP COLUMN deleted_at;
CREATE UNIQUE INDEX dialog_one_key ON dialog (workspace_id, key);
`);
  }
}
