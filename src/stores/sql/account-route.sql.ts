import type { AccountRouteComparison, AccountRouteRecord } from '../../actions/account-ports';
import type { AgentId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

/** `ar` */
export const accountRouteColumns = `
  ar.domain, ar.company, ar.agent_id AS "agentId", ar.created_at AS "createdAt", ar.updated_at AS "updatedAt"`;

export const accountRouteFind = define<[WorkspaceId, string], AccountRouteRecord>(
  'account_route_find',
  `SELECT ${accountRouteColumns} FROM account_route ar WHERE ar.workspace_id = $1 AND ar.domain = $2`,
);

export const accountRouteCount = define<[WorkspaceId], { count: number }>(
  'account_route_count',
  'SELECT count(*)::integer AS count FROM account_route WHERE workspace_id = $1',
);

type Drafts = [WorkspaceId, readonly string[], readonly (string | null)[], readonly AgentId[]];

const asked = 'unnest($2::text[], $3::text[], $4::uuid[]) AS d (domain, company, agent_id)';

export const accountRouteCompare = define<Drafts, AccountRouteComparison>(
  'account_route_compare',
  `SELECT count(*) FILTER (WHERE ar.domain IS NULL)::integer AS added,
    count(*) FILTER (WHERE (ar.agent_id, ar.company) IS DISTINCT FROM (d.agent_id, d.company)
      AND ar.domain IS NOT NULL)::integer AS changed,
    count(*) FILTER (WHERE ar.agent_id = d.agent_id AND ar.company IS NOT DISTINCT FROM d.company)::integer AS unchanged,
    (SELECT count(*) FROM account_route o
      WHERE o.workspace_id = $1 AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS kept (domain) WHERE kept.domain = o.domain))::integer AS others
  FROM ${asked}
  LEFT JOIN account_route ar ON ar.workspace_id = $1 AND ar.domain = d.domain`,
);

export const accountRouteSet = define<Drafts>(
  'account_route_set',
  `INSERT INTO account_route AS ar (workspace_id, domain, company, agent_id)
  SELECT $1, d.domain, d.company, d.agent_id FROM ${asked} ORDER BY d.domain
  ON CONFLICT (workspace_id, domain) DO UPDATE
    SET company = excluded.company, agent_id = excluded.agent_id, updated_at = parley_now()
    WHERE (ar.agent_id, ar.company) IS DISTINCT FROM (excluded.agent_id, excluded.company)`,
);

export const accountRouteDelete = define<[WorkspaceId, string]>(
  'account_route_delete',
  'DELETE FROM account_route WHERE workspace_id = $1 AND domain = $2',
);

export const accountRouteDeleteOthers = define<[WorkspaceId, readonly string[]]>(
  'account_route_delete_others',
  `DELETE FROM account_route ar WHERE ar.workspace_id = $1
    AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS kept (domain) WHERE kept.domain = ar.domain)`,
);
