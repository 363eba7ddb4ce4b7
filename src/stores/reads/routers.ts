/** External routers and what they were asked. */
import type { RouterReads, SeenRouter, SeenRouterQuestion } from '../../actions/router-ports';
import type { RouterId } from '../../routing/terms';
import type { Statement } from '../statement';
import type { Lookup, Reader } from './reader';

/** All but the secret. */
const seenColumns = `
  er.external_router_id AS id, er.name, er.url, er.deadline_ms AS "deadlineMs", er.enabled,
  er.created_at AS "createdAt"`;

const routerById: Lookup = {
  name: 'external_router_by_id',
  columns: seenColumns,
  from: 'external_router er',
  key: 'er.external_router_id',
  field: 'id',
};

const allRouters: Statement<SeenRouter> = {
  name: 'external_router_all',
  text: `/* external_router_all */ SELECT ${seenColumns} FROM external_router er ORDER BY lower(er.name)`,
  values: [],
};

const questionsTold = 20;

function questionsOf(id: RouterId): Statement<SeenRouterQuestion> {
  return {
    name: 'router_questions_of',
    text: `/* router_questions_of */ SELECT rq.question_id AS "requestId", rq.asked_at AS "askedAt",
      rq.answered_at AS "answeredAt", rq.fault, rq.detail
    FROM router_question rq WHERE rq.external_router_id = $1 ORDER BY rq.asked_at DESC, rq.question_id LIMIT ${questionsTold}`,
    values: [id],
  };
}

export function routerReads(reader: Reader): RouterReads {
  return {
    externalRouters: (ids) => reader.byId<SeenRouter>(routerById, ids),
    allExternalRouters: () => reader.rows(allRouters),
    routerQuestions: (id) => reader.rows(questionsOf(id)),
  };
}
