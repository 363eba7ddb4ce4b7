import type { AgentId, Candidate, WorkspaceId } from '../../routing/terms';
import { define, type Statement } from '../statement';

/** A number for each id that was asked for, in that order; -1 where there is no such agent. */
export interface PackedCandidates {
  readonly packed: string | null;
}

/**
 * A thousand agents in one short text: what eligibility asks of each fits into one number. As a thousand rows they were ten
 * times the bytes and took most of the time that the routing lock is held.
 *
 * Joined with the ids, not compared with a list of them: a list that is a parameter is walked through for every row. IN as a
 * value is hashed once, whatever the statistics say; joined, the leases became a walk over all of them for each agent.
 */
const packed = `a.active::int + 2 * ('LIVE_CHAT_TAKE' = ANY (a.permissions))::int + 4 * a.available::int
    + 8 * (a.agent_id IN (
      SELECT r.agent_id FROM reachability r WHERE r.workspace_id = $1 AND r.lease_until > (SELECT parley_now())
    ))::int
    + 16 * a.seat_limit + 16384 * a.taken`;

const text = `/* candidates_find */
SELECT string_agg(coalesce(
    ${packed},
  -1)::text, ',' ORDER BY asked.place) AS packed
FROM unnest($2::uuid[]) WITH ORDINALITY AS asked (agent_id, place)
LEFT JOIN agent a ON a.workspace_id = $1 AND a.agent_id = asked.agent_id`;

export function candidatesFind(workspaceId: WorkspaceId, ids: readonly AgentId[]): Statement<PackedCandidates> {
  return { name: 'candidates_find', text, values: [workspaceId, `{${ids.join(',')}}`] };
}

export function unpackCandidates(ids: readonly AgentId[], { packed }: PackedCandidates): readonly Candidate[] {
  const numbers = packed === null ? [] : packed.split(',');
  const candidates: Candidate[] = [];
  ids.forEach((id, index) => {
    const known = Number(numbers[index] ?? -1);
    if (known < 0) return;
    candidates.push({
      id,
      active: (known & 1) !== 0,
      takesLiveChats: (known & 2) !== 0,
      available: (known & 4) !== 0,
      reachable: (known & 8) !== 0,
      capacity: (known >> 4) & 1_023,
      taken: known >> 14,
    });
  });
  return candidates;
}

/** Everybody who may take live chats at all, for whoever wants to ask no second question. */
export const candidatesFindAll = define<[WorkspaceId], PackedCandidates & { readonly ids: readonly AgentId[] | null }>(
  'candidates_find_all',
  `SELECT array_agg(a.agent_id) AS ids, string_agg((${packed})::text, ',') AS packed
  FROM agent a WHERE a.workspace_id = $1 AND a.active AND 'LIVE_CHAT_TAKE' = ANY (a.permissions)`,
);
