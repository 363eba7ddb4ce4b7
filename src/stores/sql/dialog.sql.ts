import type { NamedInCards } from '../../actions/ports';
import type { DialogRecord, DialogUse, DialogVersionRecord } from '../../actions/records';
import type { DialogId, VisitorId, WorkspaceId } from '../../routing/terms';
import type { Script } from '../../streams/script';
import { dialogColumns, dialogVersionColumns } from '../columns';
import { defineEach } from '../each-statement';
import { define, type Statement } from '../statement';

export const dialogFind = define<[WorkspaceId, readonly DialogId[]], DialogRecord>(
  'dialog_find',
  `SELECT ${dialogColumns} FROM dialog d
  WHERE d.workspace_id = $1 AND d.dialog_id = ANY ($2::uuid[]) AND d.deleted_at IS NULL`,
);

export const dialogFindByKeys = define<[WorkspaceId, readonly string[]], DialogRecord>(
  'dialog_find_by_keys',
  `SELECT ${dialogColumns} FROM dialog d
  WHERE d.workspace_id = $1 AND d.key = ANY ($2::text[]) AND d.deleted_at IS NULL ORDER BY d.key`,
);

export const dialogLock = define<[WorkspaceId, DialogId], DialogRecord>(
  'dialog_lock',
  `SELECT ${dialogColumns} FROM dialog d
  WHERE d.workspace_id = $1 AND d.dialog_id = $2 AND d.deleted_at IS NULL FOR NO KEY UPDATE`,
);

export const dialogVersionFind = define<[WorkspaceId, DialogId, number], { cards: Script }>(
  'dialog_version_find',
  'SELECT cards FROM dialog_version WHERE workspace_id = $1 AND dialog_id = $2 AND version = $3',
);

export const dialogVersionRecord = define<[WorkspaceId, DialogId, number], DialogVersionRecord>(
  'dialog_version_record',
  `SELECT ${dialogVersionColumns} FROM dialog_version dv
  WHERE dv.workspace_id = $1 AND dv.dialog_id = $2 AND dv.version = $3`,
);

/** Those below zero are snapshots for previews and take no number. */
export const dialogLastVersion = define<[WorkspaceId, DialogId], { last: number }>(
  'dialog_last_version',
  `SELECT coalesce(max(version) FILTER (WHERE version > 0), 0) AS last FROM dialog_version
  WHERE workspace_id = $1 AND dialog_id = $2`,
);

export const dialogPublishCards = define<[WorkspaceId, DialogId, number, string]>(
  'dialog_publish_cards',
  `INSERT INTO dialog_version (workspace_id, dialog_id, version, cards, language, fallback_languages, audience, fallback_message)
  SELECT d.workspace_id, d.dialog_id, $3, $4::jsonb, d.language, d.fallback_languages, d.audience, d.fallback_message
  FROM dialog d WHERE d.workspace_id = $1 AND d.dialog_id = $2`,
);

/** What lies on no shelf of a published dialog: its cards go where nobody has played them for so many days. */
export const snapshotsTrim = define<[WorkspaceId, number]>(
  'dialog_snapshots_trim',
  `UPDATE dialog_version dv SET cards = '[]'::jsonb
  WHERE dv.workspace_id = $1 AND dv.version < 0 AND dv.cards <> '[]'::jsonb
    AND dv.created_at < parley_now() - make_interval(days => $2)
    AND NOT EXISTS (
      SELECT FROM conversation c
      WHERE c.workspace_id = dv.workspace_id AND c.dialog_id = dv.dialog_id AND c.dialog_version = dv.version
        AND c.status = 'OPEN' AND c.last_activity_at > parley_now() - make_interval(days => $2)
    )`,
);

/** Two previews of one revision may begin at once: they play the same. One that was trimmed is there again. */
export const dialogSnapshot = define<
  [WorkspaceId, DialogId, number, string, string, readonly string[], string, string | null]
>(
  'dialog_snapshot',
  `INSERT INTO dialog_version (workspace_id, dialog_id, version, cards, language, fallback_languages, audience, fallback_message)
  VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7::jsonb, $8)
  ON CONFLICT (workspace_id, dialog_id, version) DO UPDATE SET cards = excluded.cards, created_at = parley_now()
  WHERE dialog_version.cards = '[]'::jsonb`,
);

export const dialogCountOpen = define<[WorkspaceId, DialogId], { open: number }>(
  'dialog_count_open',
  `SELECT count(*)::integer AS open FROM conversation c
  WHERE c.workspace_id = $1 AND c.dialog_id = $2 AND c.status = 'OPEN' AND c.dialog_version > 0`,
);

/**
 * Published dialogs whose version names the thing, wherever in it: a live chat, a meeting, a branch, an audience. Asked when
 * something is to be deleted, which is rare: it reads every published version.
 */
const naming = (field: NamedInCards) =>
  define<[WorkspaceId, string], DialogUse>(
    `dialog_find_naming_${field.toLowerCase()}`,
    `SELECT d.dialog_id AS id, d.kind, d.name FROM dialog d
    JOIN dialog_version v
      ON v.workspace_id = d.workspace_id AND v.dialog_id = d.dialog_id AND v.version = d.published_version
    CROSS JOIN (SELECT jsonb_build_object('id', $2::text) AS named) AS asked
    WHERE d.workspace_id = $1 AND d.status = 'PUBLISHED' AND (
      jsonb_path_exists(v.cards, '$.**.${field} ? (@ == $id)', asked.named)
      OR jsonb_path_exists(v.audience, '$.**.${field} ? (@ == $id)', asked.named)
    )
    ORDER BY d.name`,
  );
const namings = {
  agentId: naming('agentId'),
  teamId: naming('teamId'),
  listId: naming('listId'),
  flowId: naming('flowId'),
  routerId: naming('routerId'),
  routeId: naming('routeId'),
} as const satisfies Record<NamedInCards, unknown>;

export function dialogFindNaming(what: NamedInCards, workspaceId: WorkspaceId, id: string): Statement<DialogUse> {
  return namings[what](workspaceId, id);
}

export const previewInsert = define<[WorkspaceId, VisitorId, DialogId]>(
  'preview_insert',
  'INSERT INTO preview (workspace_id, visitor_id, dialog_id) VALUES ($1, $2, $3)',
);

export const previewFind = defineEach<[WorkspaceId, VisitorId], { dialogId: DialogId }>(
  'preview_find',
  'SELECT dialog_id AS "dialogId" FROM preview WHERE workspace_id = $1 AND visitor_id = $2',
  ['uuid'],
);
