import type { VisitorRecord } from '../../actions/records';
import type { VisitorId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

/** The columns of `visitor v`, named as in VisitorRecord: a row is a record. Attributes come in the order of their names. */
export const visitorColumns = `v.visitor_id AS id, v.last_page_url AS "lastPageUrl", v.created_at AS "createdAt",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'value', t.value, 'source', t.source) ORDER BY t.name), '[]')
    FROM visitor_attribute t WHERE t.workspace_id = v.workspace_id AND t.visitor_id = v.visitor_id) AS attributes`;

export const visitorFind = define<[WorkspaceId, VisitorId], VisitorRecord>(
  'visitor_find',
  `SELECT ${visitorColumns} FROM visitor v WHERE v.workspace_id = $1 AND v.visitor_id = $2`,
);

export const visitorInsert = define<[WorkspaceId, VisitorId]>(
  'visitor_insert',
  'INSERT INTO visitor (workspace_id, visitor_id) VALUES ($1, $2)',
);

export const visitorSetAttributes = define<[WorkspaceId, VisitorId, string[], string[], string[]]>(
  'visitor_set_attributes',
  `INSERT INTO visitor_attribute (workspace_id, visitor_id, name, value, source)
  SELECT $1::uuid, $2::uuid, a.name, a.value, a.source FROM unnest($3::text[], $4::text[], $5::text[]) AS a (name, value, source)
  ON CONFLICT (workspace_id, visitor_id, name)
  DO UPDATE SET value = excluded.value, source = excluded.source, set_at = parley_now()`,
);

export const visitorSetLastPage = define<[WorkspaceId, VisitorId, string]>(
  'visitor_set_last_page',
  'UPDATE visitor SET last_page_url = $3 WHERE workspace_id = $1 AND visitor_id = $2',
);
