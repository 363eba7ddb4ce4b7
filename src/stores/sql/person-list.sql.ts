import type { PersonListRecord } from '../../actions/people.records';
import type { DialogId, ListId, PersonId, VisitorId, WorkspaceId } from '../../routing/terms';
import { personListColumns } from '../person-columns';
import { define } from '../statement';

export const personListFind = define<[WorkspaceId, ListId], PersonListRecord>(
  'person_list_find',
  `SELECT ${personListColumns} FROM person_list pl WHERE pl.workspace_id = $1 AND pl.person_list_id = $2`,
);

export const personListFindKnown = define<[WorkspaceId, readonly ListId[]], { id: ListId }>(
  'person_list_find_known',
  `SELECT pl.person_list_id AS id FROM person_list pl
  WHERE pl.workspace_id = $1 AND pl.person_list_id = ANY ($2::uuid[])`,
);

export const personListCount = define<[WorkspaceId], { count: number }>(
  'person_list_count',
  'SELECT count(*)::integer AS count FROM person_list WHERE workspace_id = $1',
);

/** Every text of what an author wrote and of what is published, by dialog: `content` is cards or audience. */
const dialogContents = `
  SELECT d.dialog_id, d.name, written.content
  FROM dialog d
  LEFT JOIN dialog_version dv ON d.status = 'PUBLISHED' AND dv.workspace_id = d.workspace_id
    AND dv.dialog_id = d.dialog_id AND dv.version = d.published_version
  CROSS JOIN LATERAL (VALUES (d.cards), (d.audience), (dv.cards), (dv.audience)) AS written (content)
  WHERE d.workspace_id = $1 AND d.deleted_at IS NULL AND written.content IS NOT NULL`;

export const personListUses = define<[WorkspaceId, ListId], { id: DialogId; name: string }>(
  'person_list_uses',
  `SELECT DISTINCT u.dialog_id AS id, u.name FROM (${dialogContents}) AS u
  WHERE EXISTS (
    SELECT FROM jsonb_path_query(u.content, 'strict $.**.listId') AS asked (list) WHERE asked.list #>> '{}' = $2::text
  )
  ORDER BY u.name, id`,
);

export const listVisitorsFind = define<
  [WorkspaceId, readonly VisitorId[]],
  { id: VisitorId; personId: PersonId | null; erased: boolean }
>(
  'list_visitors_find',
  `SELECT v.visitor_id AS id, coalesce(p.merged_into, p.person_id) AS "personId", v.erased_at IS NOT NULL AS erased
  FROM visitor v LEFT JOIN person p ON p.workspace_id = v.workspace_id AND p.person_id = v.person_id
  WHERE v.workspace_id = $1 AND v.visitor_id = ANY ($2::uuid[])`,
);

export const listMembersAdd = define<
  [WorkspaceId, ListId, readonly PersonId[], readonly VisitorId[]],
  { member: string }
>(
  'list_members_add',
  `INSERT INTO person_list_member (workspace_id, person_list_id, member_id, person_id, visitor_id)
  SELECT $1, $2, m.member_id, m.person_id, m.visitor_id FROM (
    SELECT DISTINCT id AS member_id, id AS person_id, NULL::uuid AS visitor_id FROM unnest($3::uuid[]) AS id
    UNION ALL
    SELECT DISTINCT id, NULL::uuid, id FROM unnest($4::uuid[]) AS id
  ) AS m
  ORDER BY m.member_id
  ON CONFLICT (workspace_id, person_list_id, member_id) DO NOTHING
  RETURNING member_id AS member`,
);

export const listMembersRemove = define<[WorkspaceId, ListId, readonly string[]], { member: string }>(
  'list_members_remove',
  `DELETE FROM person_list_member
  WHERE workspace_id = $1 AND person_list_id = $2 AND member_id = ANY ($3::uuid[])
  RETURNING member_id AS member`,
);

/** The lists of one member, a person or a browser, are the person's from now on. */
export const listMemberMove = define<[WorkspaceId, PersonId | VisitorId, PersonId]>(
  'list_member_move',
  `WITH moved AS (
    DELETE FROM person_list_member WHERE workspace_id = $1 AND member_id = $2 RETURNING person_list_id, added_at
  )
  INSERT INTO person_list_member (workspace_id, person_list_id, member_id, person_id, added_at)
  SELECT $1, person_list_id, $3, $3, added_at FROM moved ORDER BY person_list_id
  ON CONFLICT (workspace_id, person_list_id, member_id) DO NOTHING`,
);
