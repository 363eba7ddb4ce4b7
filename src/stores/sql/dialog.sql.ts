import type { DialogRecord } from '../../actions/records';
import type { DialogId, TeamId, VisitorId, WorkspaceId } from '../../routing/terms';
import type { Script } from '../../streams/script';
import { dialogColumns } from '../columns';
import { define } from '../statement';

export const dialogFind = define<[WorkspaceId, DialogId], DialogRecord>(
  'dialog_find',
  `SELECT ${dialogColumns} FROM dialog d WHERE d.workspace_id = $1 AND d.dialog_id = $2`,
);

export const dialogLock = define<[WorkspaceId, DialogId], DialogRecord>(
  'dialog_lock',
  `SELECT ${dialogColumns} FROM dialog d WHERE d.workspace_id = $1 AND d.dialog_id = $2 FOR NO KEY UPDATE`,
);

export const dialogFindPublishedFor = define<[WorkspaceId, VisitorId], DialogRecord>(
  'dialog_find_published_for',
  `SELECT ${dialogColumns} FROM dialog d
  WHERE d.workspace_id = $1 AND d.status = 'PUBLISHED' AND NOT EXISTS (
    SELECT FROM conversation c
    WHERE c.workspace_id = $1 AND c.visitor_id = $2 AND c.dialog_id = d.dialog_id AND c.status = 'COMPLETED'
  )
  ORDER BY d.priority DESC, d.published_at, d.dialog_id`,
);

export const dialogVersionFind = define<[WorkspaceId, DialogId, number], { cards: Script }>(
  'dialog_version_find',
  'SELECT cards FROM dialog_version WHERE workspace_id = $1 AND dialog_id = $2 AND version = $3',
);

/** Published dialogs whose stream, as published, sends somebody to the team. */
export const dialogFindRoutingTo = define<[WorkspaceId, TeamId], { name: string }>(
  'dialog_find_routing_to',
  `SELECT d.name FROM dialog d
  JOIN dialog_version v
    ON v.workspace_id = d.workspace_id AND v.dialog_id = d.dialog_id AND v.version = d.published_version
  WHERE d.workspace_id = $1 AND d.status = 'PUBLISHED'
    AND v.cards @> jsonb_build_array(jsonb_build_object('routing', jsonb_build_object('teamId', $2::text)))
  ORDER BY d.name`,
);
