import type { AgentId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

export const reachabilityAsk = define<[WorkspaceId, AgentId], { reachable: boolean }>(
  'reachability_ask',
  `SELECT EXISTS (SELECT FROM reachability
    WHERE workspace_id = $1 AND agent_id = $2 AND lease_until > (SELECT parley_now())) AS reachable`,
);

export const reachabilityLeaseEnd = define<[WorkspaceId, AgentId], { leaseEnd: Date | null }>(
  'reachability_lease_end',
  'SELECT max(lease_until) AS "leaseEnd" FROM reachability WHERE workspace_id = $1 AND agent_id = $2',
);

export const reachabilityRenew = define<[WorkspaceId, AgentId, string, Date, boolean]>(
  'reachability_renew',
  `INSERT INTO reachability (workspace_id, agent_id, process_id, lease_until, connected) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (workspace_id, agent_id, process_id)
  DO UPDATE SET lease_until = excluded.lease_until, connected = excluded.connected`,
);
