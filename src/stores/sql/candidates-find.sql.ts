import type { AgentId, Candidate, LiveChatRouting, WorkspaceId } from '../../routing/terms';
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

interface NamedCandidates extends PackedCandidates {
  /** Whose numbers they are, in the same order. */
  readonly ids: readonly AgentId[] | null;
}

/** Everybody who may take live chats at all, for whoever wants to ask no second question. */
export const candidatesFindAll = define<[WorkspaceId], NamedCandidates>(
  'candidates_find_all',
  `SELECT array_agg(a.agent_id) AS ids, string_agg((${packed})::text, ',') AS packed
  FROM agent a WHERE a.workspace_id = $1 AND a.active AND 'LIVE_CHAT_TAKE' = ANY (a.permissions)`,
);

/**
 * Everybody in the rings that a first attempt may touch, asked in one breath with the rings: under the routing lock a second
 * question makes every other request of the workspace wait for it.
 */
export const candidatesFindFor = define<
  [WorkspaceId, LiveChatRouting['strategy'], LiveChatRouting['agentId'], LiveChatRouting['teamId']],
  NamedCandidates
>(
  'candidates_find_for',
  `WITH asked AS (
    SELECT unnest(p.agent_ids) AS agent_id FROM round_robin_pool p
    WHERE p.workspace_id = $1 AND CASE p.kind
      WHEN 'WORKSPACE' THEN $2::text = 'ROUND_ROBIN'
        OR (SELECT w.round_robin_fallback FROM workspace w WHERE w.workspace_id = $1)
      ELSE ($2::text = 'TEAM' AND p.team_id = $4::uuid) OR ($2::text = 'CUSTOM_RULES' AND EXISTS (
        SELECT FROM custom_rule c WHERE c.workspace_id = $1 AND c.enabled AND CASE WHEN c.team_id IS NULL
          THEN p.custom_rule_id = c.custom_rule_id ELSE p.team_id = c.team_id END
      ))
    END
    UNION
    SELECT $3::uuid WHERE $2::text = 'AGENT'
  )
  SELECT array_agg(a.agent_id) AS ids, string_agg((${packed})::text, ',') AS packed
  FROM asked JOIN agent a ON a.workspace_id = $1 AND a.agent_id = asked.agent_id`,
);

export function unpackNamed(found: NamedCandidates | undefined): readonly Candidate[] {
  return found === undefined ? [] : unpackCandidates(found.ids ?? [], found);
}
