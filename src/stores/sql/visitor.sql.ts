import type { VisitorRecord } from '../../actions/records';
import type { VisitorId, WorkspaceId } from '../../routing/terms';
import { visitorColumns } from '../columns';
import { defineEach } from '../each-statement';
import { define } from '../statement';

export const visitorFind = defineEach<[WorkspaceId, VisitorId], VisitorRecord>(
  'visitor_find',
  `SELECT ${visitorColumns} FROM visitor v WHERE v.workspace_id = $1 AND v.visitor_id = $2`,
  ['uuid'],
);

/** Whoever is busy is left out. NO KEY: what refers to the visitor does not wait. */
export const visitorLockFree = define<[WorkspaceId, readonly VisitorId[]], { id: VisitorId }>(
  'visitor_lock_free',
  `SELECT v.visitor_id AS id FROM visitor v WHERE v.workspace_id = $1 AND v.visitor_id = ANY ($2::uuid[])
  FOR NO KEY UPDATE SKIP LOCKED`,
);

export const visitorInsert = define<[WorkspaceId, VisitorId]>(
  'visitor_insert',
  'INSERT INTO visitor (workspace_id, visitor_id) VALUES ($1, $2)',
);

/** `$6`: the sources, the weakest first. The guard is in the statement, so that a page that races a visitor loses. */
type Words = readonly string[];

export const visitorSetAttributes = define<[WorkspaceId, VisitorId, Words, Words, Words, Words]>(
  'visitor_set_attributes',
  `INSERT INTO visitor_attribute (workspace_id, visitor_id, name, value, source)
  SELECT $1::uuid, $2::uuid, a.name, a.value, a.source FROM unnest($3::text[], $4::text[], $5::text[]) AS a (name, value, source)
  ON CONFLICT (workspace_id, visitor_id, name)
  DO UPDATE SET value = excluded.value, source = excluded.source, set_at = parley_now()
  WHERE array_position($6::text[], visitor_attribute.source) <= array_position($6::text[], excluded.source)`,
);

export const visitorForgetSaid = define<[WorkspaceId, VisitorId, Date]>(
  'visitor_forget_said',
  `DELETE FROM visitor_attribute
  WHERE workspace_id = $1 AND visitor_id = $2 AND source <> 'PAGE' AND (set_at < $3 OR name = 'email')`,
);

export const visitorRemoveAttributes = define<[WorkspaceId, VisitorId, readonly string[]]>(
  'visitor_remove_attributes',
  'DELETE FROM visitor_attribute WHERE workspace_id = $1 AND visitor_id = $2 AND name = ANY ($3::text[])',
);

export const visitorForgetPages = define<[WorkspaceId, VisitorId]>(
  'visitor_forget_pages',
  `WITH told AS (
    DELETE FROM visitor_attribute va WHERE va.workspace_id = $1 AND va.visitor_id = $2 AND va.source = 'PAGE'
  ), visited AS (
    DELETE FROM visitor_dwell w WHERE w.workspace_id = $1 AND w.visitor_id = $2 AND w.page <> ''
  )
  UPDATE visitor SET last_page_url = NULL WHERE workspace_id = $1 AND visitor_id = $2`,
);

export const visitorSetLastPage = defineEach<[WorkspaceId, VisitorId, string]>(
  'visitor_set_last_page',
  'UPDATE visitor SET last_page_url = $3 WHERE workspace_id = $1 AND visitor_id = $2',
  ['uuid', 'text'],
);
