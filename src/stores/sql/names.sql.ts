import type { NamedThing } from '../../actions/name-ports';
import type { WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

type Named = readonly string[];
type Six = [WorkspaceId, Named, Named, Named, Named, Named, Named];

/** The names as the document spells them: addresses and lists without regard to capitals. */
export const namesFind = define<Six, NamedThing>(
  'names_find',
  `SELECT 'agent' AS kind, lower(a.email) AS name, a.agent_id AS id FROM agent a
    WHERE a.workspace_id = $1 AND lower(a.email) = ANY ($2::text[])
  UNION ALL SELECT 'team', t.name, t.team_id FROM team t WHERE t.workspace_id = $1 AND t.name = ANY ($3::text[])
  UNION ALL SELECT 'list', lower(p.name), p.person_list_id FROM person_list p
    WHERE p.workspace_id = $1 AND lower(p.name) = ANY ($4::text[])
  UNION ALL SELECT 'flow', d.key, d.dialog_id FROM dialog d
    WHERE d.workspace_id = $1 AND d.key = ANY ($5::text[]) AND d.kind = 'FLOW' AND d.deleted_at IS NULL
  UNION ALL SELECT 'route', lower(ro.name), ro.route_id FROM route ro
    WHERE ro.workspace_id = $1 AND lower(ro.name) = ANY ($6::text[])
  UNION ALL SELECT 'router', lower(er.name), er.external_router_id FROM external_router er
    WHERE er.workspace_id = $1 AND lower(er.name) = ANY ($7::text[])`,
);

export const namesTell = define<Six, NamedThing>(
  'names_tell',
  `SELECT 'agent' AS kind, a.email AS name, a.agent_id AS id FROM agent a
    WHERE a.workspace_id = $1 AND a.agent_id = ANY ($2::uuid[])
  UNION ALL SELECT 'team', t.name, t.team_id FROM team t WHERE t.workspace_id = $1 AND t.team_id = ANY ($3::uuid[])
  UNION ALL SELECT 'list', p.name, p.person_list_id FROM person_list p
    WHERE p.workspace_id = $1 AND p.person_list_id = ANY ($4::uuid[])
  UNION ALL SELECT 'flow', d.key, d.dialog_id FROM dialog d
    WHERE d.workspace_id = $1 AND d.dialog_id = ANY ($5::uuid[]) AND d.deleted_at IS NULL
  UNION ALL SELECT 'route', ro.name, ro.route_id FROM route ro
    WHERE ro.workspace_id = $1 AND ro.route_id = ANY ($6::uuid[])
  UNION ALL SELECT 'router', er.name, er.external_router_id FROM external_router er
    WHERE er.workspace_id = $1 AND er.external_router_id = ANY ($7::uuid[])`,
);
