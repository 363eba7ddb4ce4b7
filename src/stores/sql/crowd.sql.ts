/** Those who wait, told with the roster: whoever asks for an agent comes behind them, and must not ask once more for that. */
import type { PoolRecord } from '../../actions/records';
import type { RouterQuestionRecord } from '../../actions/router.records';
import { poolColumns } from '../columns';
import { ruleFindEnabledWhere, type RuleRow } from './pool.sql';
import { waitingRows, type WaitingRow } from './queue.sql';
import { questionColumns } from './router.sql';

/** Times are text here. */
export type Told<Row> = {
  readonly [Key in keyof Row]: Row[Key] extends Date ? string : Row[Key] extends Date | null ? string | null : Row[Key];
};

export interface CrowdRow {
  readonly waiting: readonly Told<WaitingRow>[];
  /** The workspace's, and those of the teams that routes or answers name. */
  readonly rings: readonly PoolRecord[];
  readonly rules: readonly RuleRow[];
  readonly questions: readonly Told<RouterQuestionRecord>[];
}

const whoWaits = `live_chat w WHERE w.workspace_id = $1 AND w.state = 'WAITING'`;

const allOf = (rows: string): string =>
  `(SELECT coalesce(jsonb_agg(to_jsonb(one)), '[]'::jsonb) FROM (${rows}) AS one)`;

const questions = `SELECT ${questionColumns} FROM router_question rq
  WHERE rq.workspace_id = $1 AND rq.live_chat_id IN (SELECT w.live_chat_id FROM ${whoWaits})`;

const teams = `SELECT w.routing_team_id FROM ${whoWaits}
  UNION ALL SELECT (s.told ->> 'teamId')::uuid FROM live_chat w CROSS JOIN LATERAL jsonb_array_elements(w.steps) AS s (told)
    WHERE w.workspace_id = $1 AND w.state = 'WAITING'
  UNION ALL SELECT asked."teamId" FROM (${questions}) AS asked`;

const rings = `SELECT ${poolColumns} FROM round_robin_pool p
  WHERE p.workspace_id = $1 AND (p.kind = 'WORKSPACE' OR (p.kind = 'TEAM' AND p.team_id IN (${teams})))`;

const asksRules = `EXISTS (SELECT FROM ${whoWaits}
  AND (w.strategy = 'CUSTOM_RULES' OR w.steps @> '[{"kind": "CUSTOM_RULES"}]'::jsonb))`;

/** Null where nobody waits, which an index says: the rest is looked at only where somebody does. */
export const crowd = `CASE WHEN EXISTS (SELECT FROM ${whoWaits}) THEN jsonb_build_object(
    'waiting', ${allOf(waitingRows)}, 'rings', ${allOf(rings)}, 'questions', ${allOf(questions)},
    'rules', CASE WHEN ${asksRules} THEN ${allOf(ruleFindEnabledWhere('true'))} ELSE '[]'::jsonb END
  ) END`;
