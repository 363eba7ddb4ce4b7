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

/**
 * Joined with the ids, not compared with a list of them: a list that is a parameter is walked through for every row. The
 * lease is looked up agent by agent: joined, it becomes a walk over all leases for each while the statistics are young.
 */
const text = `/* candidates_find */
SELECT a.agent_id, a.active, 'LIVE_CHAT_TAKE' = ANY (a.permissions), a.available,
  EXISTS (
    SELECT FROM reachability r
    WHERE r.workspace_id = $1 AND r.agent_id = a.agent_id AND r.lease_until > (SELECT parley_now())
  ),
  a.taken, a.seat_limit
FROM unnest($2::uuid[]) WITH ORDINALITY AS asked (agent_id, place)
JOIN agent a ON a.workspace_id = $1 AND a.agent_id = asked.agent_id
ORDER BY asked.place`;

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
