import type { ExternalRouterRecord, RouterQuestionRecord } from '../../actions/router.records';
import type { LiveChatId, RouterId, WorkspaceId } from '../../routing/terms';
import { define, type Statement } from '../statement';

/** `er` */
export const externalRouterColumns = `
  er.external_router_id AS id, er.name, er.url, er.secret, er.deadline_ms AS "deadlineMs", er.enabled,
  er.created_at AS "createdAt"`;

export const routerFindMany = define<[WorkspaceId, readonly RouterId[]], ExternalRouterRecord>(
  'external_router_find_many',
  `SELECT ${externalRouterColumns} FROM external_router er
  WHERE er.workspace_id = $1 AND er.external_router_id = ANY ($2::uuid[])`,
);

export const routerFindByName = define<[WorkspaceId, string], ExternalRouterRecord>(
  'external_router_find_by_name',
  `SELECT ${externalRouterColumns} FROM external_router er WHERE er.workspace_id = $1 AND lower(er.name) = lower($2)`,
);

export const routerCount = define<[WorkspaceId], { count: number }>(
  'external_router_count',
  'SELECT count(*)::integer AS count FROM external_router WHERE workspace_id = $1',
);

export const routerInsert = define<[WorkspaceId, RouterId, string, string, Uint8Array, number, boolean]>(
  'external_router_insert',
  `INSERT INTO external_router (workspace_id, external_router_id, name, url, secret, deadline_ms, enabled)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

export const routerSave = define<[WorkspaceId, RouterId, string, string, Uint8Array, number, boolean]>(
  'external_router_save',
  `UPDATE external_router SET name = $3, url = $4, secret = $5, deadline_ms = $6, enabled = $7
  WHERE workspace_id = $1 AND external_router_id = $2`,
);

export const routerDelete = define<[WorkspaceId, RouterId]>(
  'external_router_delete',
  'DELETE FROM external_router WHERE workspace_id = $1 AND external_router_id = $2',
);

export const routesNaming = define<[WorkspaceId, RouterId], { name: string }>(
  'routes_naming_router',
  `SELECT r.name FROM route r CROSS JOIN (SELECT jsonb_build_object('id', $2::text) AS named) AS asked
  WHERE r.workspace_id = $1 AND jsonb_path_exists(r.steps, '$[*].routerId ? (@ == $id)', asked.named) ORDER BY r.name`,
);

/** `rq` */
export const questionColumns = `
  rq.question_id AS id, rq.live_chat_id AS "liveChatId", rq.step, rq.external_router_id AS "routerId",
  rq.asked_at AS "askedAt", rq.deadline_at AS "deadlineAt", rq.answered_at AS "answeredAt", rq.agent_ids AS "agentIds",
  rq.team_id AS "teamId", rq.fault, rq.detail`;

export const questionFind = define<[WorkspaceId, LiveChatId, number], RouterQuestionRecord>(
  'router_question_find',
  `SELECT ${questionColumns} FROM router_question rq
  WHERE rq.workspace_id = $1 AND rq.live_chat_id = $2 AND rq.step = $3`,
);

export const questionFindAll = define<[WorkspaceId, readonly LiveChatId[]], RouterQuestionRecord>(
  'router_question_find_all',
  `SELECT ${questionColumns} FROM router_question rq
  WHERE rq.workspace_id = $1 AND rq.live_chat_id = ANY ($2::uuid[]) ORDER BY rq.live_chat_id, rq.step`,
);

const insert = define<readonly unknown[]>(
  'router_question_insert',
  `INSERT INTO router_question (workspace_id, live_chat_id, step, question_id, external_router_id, asked_at, deadline_at,
    answered_at, agent_ids, team_id, fault, detail)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);

export function questionInsert(workspaceId: WorkspaceId, q: RouterQuestionRecord): Statement {
  return insert(workspaceId, q.liveChatId, q.step, q.id, q.routerId, q.askedAt, q.deadlineAt, ...answerOf(q));
}

const save = define<readonly unknown[]>(
  'router_question_save',
  `UPDATE router_question SET answered_at = $4, agent_ids = $5, team_id = $6, fault = $7, detail = $8
  WHERE workspace_id = $1 AND live_chat_id = $2 AND step = $3`,
);

export function questionSave(workspaceId: WorkspaceId, q: RouterQuestionRecord): Statement {
  return save(workspaceId, q.liveChatId, q.step, ...answerOf(q));
}

function answerOf(q: RouterQuestionRecord): readonly unknown[] {
  return [q.answeredAt, q.agentIds === null ? null : JSON.stringify(q.agentIds), q.teamId, q.fault, q.detail];
}
