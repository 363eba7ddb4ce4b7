/** Routing afterwards. Everything here walks one index, the decisions by time. */
import type {
  AgentLooks,
  ExplainReads,
  Period,
  RingShare,
  RoutingFigures,
  RoutingSummary,
  SummaryQuery,
} from '../../actions/explain-ports';
import type { DecisionRecord } from '../../actions/records';
import type { AgentId } from '../../routing/terms';
import { decisionColumns } from '../columns';
import type { Statement } from '../statement';
import type { List } from './keyset';
import { idOrNobody, type Lookup, type Reader } from './reader';

const toldInOne = 50;

const decisionsByConversation: Lookup = {
  name: 'decision_by_conversation',
  columns: decisionColumns,
  from: `unnest($1::uuid[]) AS asked (id) CROSS JOIN LATERAL (
    SELECT newest.* FROM live_chat l
    JOIN routing_decision newest ON newest.workspace_id = l.workspace_id AND newest.live_chat_id = l.live_chat_id
    WHERE l.conversation_id = asked.id
    ORDER BY newest.decided_at DESC, newest.routing_decision_id DESC LIMIT ${toldInOne}
  ) AS rd`,
  key: 'rd.conversation_id',
  field: 'conversationId',
  orderBy: 'rd.decided_at DESC, rd.routing_decision_id DESC',
};

/** A decision that counts more candidates than it tells may have looked at anybody. */
function verdictList(agentId: AgentId, { from, to }: Period): List {
  return {
    name: 'decision_verdict_page',
    columns: decisionColumns,
    from: 'routing_decision rd',
    where: [
      'rd.decided_at >= $1',
      'rd.decided_at < $2',
      `(rd.candidates @> $3::jsonb OR (
        SELECT sum((counted ->> 'count')::integer) FROM jsonb_array_elements(rd.verdict_counts) AS counted
      ) > jsonb_array_length(rd.candidates))`,
    ],
    values: [from, to, JSON.stringify([{ agentId: idOrNobody(agentId) }])],
    sort: [
      { column: 'rd.decided_at', kind: 'time' },
      { column: 'rd.routing_decision_id', kind: 'uuid' },
    ],
    descending: true,
  };
}

interface SummaryRow {
  /** Null: of the whole period. */
  readonly at: Date | null;
  readonly facet: 'decisions' | keyof RoutingFigures;
  readonly key: string | null;
  readonly count: number;
}

const facet = (name: keyof RoutingFigures, key: string, from = 'd', where = 'true'): string =>
  `SELECT d.at, '${name}' AS facet, ${key} AS key, count(*)::float8 AS count FROM ${from} WHERE ${where}
  GROUP BY GROUPING SETS ((d.at, ${key}), (${key}))`;

function summaryStatement({ from, to, by, timeZone }: SummaryQuery): Statement<SummaryRow> {
  return {
    name: 'routing_summary',
    text: `/* routing_summary */ WITH d AS MATERIALIZED (
  SELECT date_trunc($3, rd.decided_at, $4) AS at, rd.outcome, rd.fallback_reason, rd.strategy, rd.rule_name, rd.agent_id,
    rd.verdict_counts, rd.steps
  FROM routing_decision rd WHERE rd.decided_at >= $1 AND rd.decided_at < $2
)
SELECT d.at, 'decisions' AS facet, NULL AS key, count(*)::float8 AS count FROM d GROUP BY GROUPING SETS ((d.at), ())
UNION ALL ${facet('outcomes', 'd.outcome')}
UNION ALL ${facet('fallbackReasons', 'd.fallback_reason', 'd', 'd.fallback_reason IS NOT NULL')}
UNION ALL ${facet('strategies', 'd.strategy')}
UNION ALL ${facet('rules', 'd.rule_name', 'd', 'd.rule_name IS NOT NULL AND d.agent_id IS NOT NULL')}
UNION ALL ${facet('steps', `(step ->> 'kind') || ' ' || (step ->> 'finding')`, 'd CROSS JOIN LATERAL jsonb_array_elements(d.steps) AS step')}
UNION ALL SELECT d.at, 'ineligibleReasons', counted ->> 'reason', sum((counted ->> 'count')::integer)::float8
  FROM d CROSS JOIN LATERAL jsonb_array_elements(d.verdict_counts) AS counted WHERE counted ->> 'reason' IS NOT NULL
  GROUP BY GROUPING SETS ((d.at, counted ->> 'reason'), (counted ->> 'reason'))
ORDER BY at NULLS FIRST, count DESC, key`,
    values: [from, to, by.toLowerCase(), timeZone],
  };
}

const ringShares = (poolId: string, { from, to }: Period): Statement<RingShare> => ({
  name: 'ring_shares',
  text: `/* ring_shares */ SELECT o.agent_id AS "agentId", count(*)::float8 AS offers,
  (count(*) FILTER (WHERE o.state = 'ACCEPTED'))::float8 AS accepts,
  (count(*) FILTER (WHERE o.state = 'DECLINED'))::float8 AS declines,
  (count(*) FILTER (WHERE o.state = 'EXPIRED'))::float8 AS expiries
FROM routing_decision rd
JOIN offer o ON o.workspace_id = rd.workspace_id AND o.live_chat_id = rd.live_chat_id
  AND o.decision_id = rd.routing_decision_id
WHERE rd.decided_at >= $1 AND rd.decided_at < $2 AND rd.pool_id = $3
GROUP BY 1`,
  values: [from, to, idOrNobody(poolId)],
});

const agentLooks = ({ from, to }: Period): Statement<AgentLooks> => ({
  name: 'agent_looks',
  text: `/* agent_looks */ SELECT told."agentId", count(*)::float8 AS looks,
  (count(*) FILTER (WHERE told.eligible))::float8 AS eligible
FROM routing_decision rd
CROSS JOIN LATERAL jsonb_to_recordset(rd.candidates) AS told ("agentId" uuid, eligible boolean, reason text)
WHERE rd.decided_at >= $1 AND rd.decided_at < $2
  AND coalesce(told.reason, '') NOT IN ('ALREADY_TRIED', 'NOT_MATCHED', 'NOT_SKILLED')
GROUP BY 1`,
  values: [from, to],
});

export function explainReads(reader: Reader): ExplainReads {
  return {
    verdictPage: (agentId, period, page) => reader.page<DecisionRecord>(verdictList(agentId, period), page),
    decisionsOfConversations: (ids) => reader.groupedBy<DecisionRecord>(decisionsByConversation, ids),
    routingSummary: async (query) => summaryOf(await reader.rows(summaryStatement(query))),
    ringShares: (poolId, period) => reader.rows(ringShares(poolId, period)),
    agentLooks: (period) => reader.rows(agentLooks(period)),
  };
}

/** Ten thousand rules may each have decided once: of a stretch of time the busiest are told. */
const mostRules = 50;

function summaryOf(rows: readonly SummaryRow[]): RoutingSummary {
  const stretches = new Map<number | null, SummaryRow[]>();
  for (const row of rows) {
    const at = row.at?.getTime() ?? null;
    const present = stretches.get(at);
    if (present === undefined) stretches.set(at, [row]);
    else present.push(row);
  }
  return {
    total: figuresOf(stretches.get(null) ?? []),
    rows: [...stretches].flatMap(([at, found]) =>
      at === null ? [] : [{ at: new Date(at), figures: figuresOf(found) }],
    ),
  };
}

function figuresOf(rows: readonly SummaryRow[]): RoutingFigures {
  const counted = <Key extends string>(facet: keyof RoutingFigures) =>
    rows.flatMap((row) => (row.facet === facet && row.key !== null ? [{ key: row.key as Key, count: row.count }] : []));
  return {
    decisions: rows.find((row) => row.facet === 'decisions')?.count ?? 0,
    outcomes: counted('outcomes'),
    fallbackReasons: counted('fallbackReasons'),
    ineligibleReasons: counted('ineligibleReasons'),
    strategies: counted('strategies'),
    steps: counted<string>('steps').map(({ key, count }) => {
      const [kind, finding] = key.split(' ') as [never, never];
      return { kind, finding, count };
    }),
    rules: counted<string>('rules').slice(0, mostRules),
  };
}
