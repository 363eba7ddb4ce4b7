import type { AgentId, Candidate, WorkspaceId } from '../../routing/terms';
import type { Statement } from '../statement';

/** In the order of the columns: for a thousand agents, tuples cost a third of what objects do. */
export type CandidateRow = readonly [
  id: AgentId,
  active: boolean,
  takesLiveChats: boolean,
  available: boolean,
  reachable: boolean,
  taken: number,
  capacity: number,
];

const text = `/* candidates_find */
SELECT a.agent_id, a.active, 'LIVE_CHAT_TAKE' = ANY (a.permissions), a.available, leased.agent_id IS NOT NULL, a.taken,
  a.seat_limit
FROM agent a
LEFT JOIN (
  SELECT DISTINCT r.agent_id FROM reachability r
  WHERE r.workspace_id = $1 AND r.lease_until > (SELECT parley_now()) AND r.agent_id = ANY ($2::uuid[])
) AS leased ON leased.agent_id = a.agent_id
WHERE a.workspace_id = $1 AND a.agent_id = ANY ($2::uuid[])`;

export function candidatesFind(workspaceId: WorkspaceId, ids: readonly AgentId[]): Statement<CandidateRow> {
  return { name: 'candidates_find', text, values: [workspaceId, ids], rowMode: 'array' };
}

export function toCandidate([
  id,
  active,
  takesLiveChats,
  available,
  reachable,
  taken,
  capacity,
]: CandidateRow): Candidate {
  return { id, active, takesLiveChats, available, reachable, taken, capacity };
}
