import type { ExternalRouterRecord } from '../../actions/router.records';
import type { NamedInSteps, RouteRecord } from '../../actions/route-ports';
import type { AgentId, Pool, RouteId, RouterId, RouteStep, TeamId, VisitorId, WorkspaceId } from '../../routing/terms';
import { define, type Statement } from '../statement';
import { externalRouterColumns } from './router.sql';
import { accountsOf } from './person.sql';
import { type RuleRow, ruleFindEnabledWhere } from './pool.sql';

/** `ro` */
export const routeColumns = `
  ro.route_id AS id, ro.name, ro.steps, ro.created_at AS "createdAt", ro.updated_at AS "updatedAt"`;

export const routeFind = define<[WorkspaceId, RouteId], RouteRecord>(
  'route_find',
  `SELECT ${routeColumns} FROM route ro WHERE ro.workspace_id = $1 AND ro.route_id = $2`,
);

export const routeFindAll = define<[WorkspaceId], RouteRecord>(
  'route_find_all',
  `SELECT ${routeColumns} FROM route ro WHERE ro.workspace_id = $1 ORDER BY lower(ro.name), ro.route_id`,
);

export const routeInsert = define<[WorkspaceId, RouteId, string, string]>(
  'route_insert',
  'INSERT INTO route (workspace_id, route_id, name, steps) VALUES ($1, $2, $3, $4::jsonb)',
);

export const routeUpdate = define<[WorkspaceId, RouteId, string, string]>(
  'route_update',
  `UPDATE route SET name = $3, steps = $4::jsonb, updated_at = parley_now()
  WHERE workspace_id = $1 AND route_id = $2`,
);

export const routeDelete = define<[WorkspaceId, RouteId]>(
  'route_delete',
  'DELETE FROM route WHERE workspace_id = $1 AND route_id = $2',
);

const naming = (field: NamedInSteps) =>
  define<[WorkspaceId, string], { name: string }>(
    `route_find_naming_${field.toLowerCase()}`,
    `SELECT ro.name FROM route ro WHERE ro.workspace_id = $1
      AND jsonb_path_exists(ro.steps, '$[*].${field} ? (@ == $id)', jsonb_build_object('id', $2::text))
    ORDER BY lower(ro.name)`,
  );
const namings = {
  agentId: naming('agentId'),
  teamId: naming('teamId'),
  routeId: naming('routeId'),
} as const satisfies Record<NamedInSteps, unknown>;

export function routeFindNaming(what: NamedInSteps, workspaceId: WorkspaceId, id: string): Statement<{ name: string }> {
  return namings[what](workspaceId, id);
}

export const routerFindKnown = define<[WorkspaceId, readonly RouterId[]], { id: RouterId }>(
  'router_find_known',
  'SELECT external_router_id AS id FROM external_router WHERE workspace_id = $1 AND external_router_id = ANY ($2::uuid[])',
);

/** UNION, not ALL: routes that lead to each other, which cannot be saved, would not end otherwise. */
const reached = `WITH RECURSIVE reached (route_id) AS (
    SELECT id FROM unnest($2::uuid[]) AS id
    UNION
    SELECT (step ->> 'routeId')::uuid FROM reached
    JOIN route ro ON ro.workspace_id = $1 AND ro.route_id = reached.route_id
    CROSS JOIN LATERAL jsonb_array_elements(ro.steps) AS step
    WHERE step ->> 'routeId' IS NOT NULL
  ), step (step) AS (
    SELECT jsonb_array_elements(ro.steps) FROM reached
    JOIN route ro ON ro.workspace_id = $1 AND ro.route_id = reached.route_id
  )`;

export const reachedRoutes = define<[WorkspaceId, readonly RouteId[]], { id: RouteId; steps: readonly RouteStep[] }>(
  'route_find_reached',
  `${reached} SELECT ro.route_id AS id, ro.steps FROM route ro
  WHERE ro.workspace_id = $1 AND ro.route_id IN (SELECT route_id FROM reached)`,
);

export const routeFindReachedRings = define<[WorkspaceId, readonly RouteId[]], Pool & { readonly teamId: TeamId }>(
  'route_find_reached_rings',
  `${reached} SELECT p.pool_id AS id, p.kind, p.agent_ids AS "order", p.last_offered AS "lastOffered",
    p.team_id AS "teamId"
  FROM round_robin_pool p
  WHERE p.workspace_id = $1 AND p.kind = 'TEAM' AND p.team_id IN (SELECT (step ->> 'teamId')::uuid FROM step)`,
);

export const routeFindReachedRules = define<[WorkspaceId, readonly RouteId[]], RuleRow>(
  'route_find_reached_rules',
  `${reached} ${ruleFindEnabledWhere("(SELECT bool_or(step ->> 'kind' = 'CUSTOM_RULES') FROM step)")}`,
);

export const routeFindReachedRouters = define<[WorkspaceId, readonly RouteId[]], ExternalRouterRecord>(
  'route_find_reached_routers',
  `${reached} SELECT ${externalRouterColumns} FROM external_router er
  WHERE er.workspace_id = $1 AND er.external_router_id IN (SELECT (step ->> 'routerId')::uuid FROM step)`,
);

export const ownerFind = define<[WorkspaceId, string], { agentId: AgentId }>(
  'account_owner_find',
  `SELECT ar.agent_id AS "agentId" FROM (SELECT $2::text AS value) AS address ${accountsOf('address.value')} LIMIT 1`,
);

export const lastAgentFind = define<[WorkspaceId, VisitorId], { agentId: AgentId }>(
  'last_agent_find',
  `SELECT l.agent_id AS "agentId" FROM conversation c
  JOIN live_chat l ON l.workspace_id = c.workspace_id AND l.conversation_id = c.conversation_id
  WHERE c.workspace_id = $1 AND l.agent_id IS NOT NULL AND c.visitor_id IN (
    SELECT same.visitor_id FROM visitor v
    JOIN visitor same ON same.workspace_id = v.workspace_id
      AND (same.visitor_id = v.visitor_id OR same.person_id = v.person_id)
    WHERE v.workspace_id = $1 AND v.visitor_id = $2
  )
  ORDER BY l.connected_at DESC, l.live_chat_id DESC LIMIT 1`,
);
