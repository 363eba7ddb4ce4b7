import type { ClaimedWork, DueQueue } from '../actions/due-queue';
import type { Database } from './database';
import { define } from './statement';

const dueClaim = define<[number], ClaimedWork>(
  'due_claim',
  `SELECT workspace_id AS "workspaceId", kind, subject_id AS "subjectId", attempt FROM due_claim($1)`,
);
const dueNext = define<[], { now: Date; nextAt: Date | null }>(
  'due_next',
  'SELECT parley_now() AS now, due_next() AS "nextAt"',
);
const reachabilityGrace = define<[], unknown>('reachability_grace', 'SELECT reachability_grace()');

export function createDueQueue(database: Pick<Database, 'ask'>): DueQueue {
  return {
    claim: async (limit) => {
      const work = await database.ask(dueClaim(limit));
      // Asked behind the claim, which has moved what it took: what is next is what nobody holds.
      const [next] = await database.ask(dueNext());
      if (next === undefined) throw new Error('The database did not tell the time.');
      return { work, ...next };
    },
    renewGrace: async () => void (await database.ask(reachabilityGrace())),
  };
}
