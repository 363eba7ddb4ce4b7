/** What decides who meets which dialog, as one reading. */
import type { WeeklyHours, WorkspaceId } from '../../routing/terms';
import type { PublishedDialog } from '../../streams/audience';
import { everybody } from '../../streams/audience-terms';
import type { Database } from '../database';
import { define } from '../statement';

export interface PublishedReading {
  /** Of the last event that it has seen: it is at least as new as that. */
  readonly position: number;
  readonly chatEnabled: boolean;
  readonly businessHours: WeeklyHours | null;
  readonly dialogs: readonly PublishedDialog[];
}

const changedAt = define<[readonly WorkspaceId[]], { workspaceId: WorkspaceId; position: number | null }>(
  'dialogs_changed',
  `SELECT c.workspace_id AS "workspaceId", c.position FROM dialogs_changed($1::uuid[]) c`,
);
const standing = define<[], { chatEnabled: boolean; businessHours: WeeklyHours | null }>(
  'workspace_standing',
  'SELECT w.chat_enabled AS "chatEnabled", w.business_hours AS "businessHours" FROM workspace w',
);
const published = define<[], PublishedDialog>(
  'dialog_published',
  `SELECT d.dialog_id AS id, d.kind, d.name, d.priority, d.published_version AS version, d.published_at AS "publishedAt",
    coalesce(v.audience, '${JSON.stringify(everybody)}'::jsonb) AS audience
  FROM dialog d
  JOIN dialog_version v
    ON v.workspace_id = d.workspace_id AND v.dialog_id = d.dialog_id AND v.version = d.published_version
  WHERE d.status = 'PUBLISHED'`,
);

/** The position is read first, so that what is published meanwhile makes the reading older than it says, never newer. */
export async function readPublished(database: Database, workspaceId: WorkspaceId): Promise<PublishedReading> {
  const [changes, workspaces, dialogs] = await database.readAll<
    [
      { workspaceId: WorkspaceId; position: number | null },
      { chatEnabled: boolean; businessHours: WeeklyHours | null },
      PublishedDialog,
    ]
  >(workspaceId, [changedAt([workspaceId]), standing(), published()]);
  const [workspace] = workspaces;
  if (workspace === undefined) throw new Error(`There is no workspace ${workspaceId}.`);
  return { position: changes[0]?.position ?? 0, ...workspace, dialogs };
}

/** How far each of these has come. Of many workspaces in one statement, outside of all of them. */
export async function readChanges(
  database: Database,
  workspaceIds: readonly WorkspaceId[],
): Promise<ReadonlyMap<WorkspaceId, number>> {
  if (workspaceIds.length === 0) return new Map();
  const rows = await database.ask(changedAt(workspaceIds));
  return new Map(rows.map(({ workspaceId, position }) => [workspaceId, position ?? 0]));
}
