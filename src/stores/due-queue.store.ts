import type { ClaimedWork, DueLane, DueQueue } from '../actions/due-queue';
import type { Database } from './database';
import { define, type Statement } from './statement';

interface Times {
  readonly now: Date;
  readonly nextAt: Date | null;
}

const claimOf: Readonly<Record<DueLane, (limit: number) => Statement<ClaimedWork>>> = {
  QUICK: define<[number], ClaimedWork>('due_claim', claimWith('due_claim')),
  SLOW: define<[number], ClaimedWork>('due_claim_slow', claimWith('due_claim_slow')),
};
const nextOf: Readonly<Record<DueLane, () => Statement<Times>>> = {
  QUICK: define<[], Times>('due_next', 'SELECT parley_now() AS now, due_next() AS "nextAt"'),
  SLOW: define<[], Times>('due_next_slow', 'SELECT parley_now() AS now, due_next_slow() AS "nextAt"'),
};
const mailsWake = define<[], unknown>('mails_wake', 'SELECT mails_wake()');
const reachabilityGrace = define<[], unknown>('reachability_grace', 'SELECT reachability_grace()');

function claimWith(claim: string): string {
  return `SELECT workspace_id AS "workspaceId", kind, subject_id AS "subjectId", attempt FROM ${claim}($1)`;
}

export function createDueQueue(database: Pick<Database, 'ask'>, lane: DueLane = 'QUICK'): DueQueue {
  return {
    claim: async (limit) => {
      const work = await database.ask(claimOf[lane](limit));
      // Asked behind the claim, which has moved what it took: what is next is what nobody holds.
      const [next] = await database.ask(nextOf[lane]());
      if (next === undefined) throw new Error('The database did not tell the time.');
      return { work, ...next };
    },
    wakeMails: async () => void (await database.ask(mailsWake())),
    renewGrace: async () => void (await database.ask(reachabilityGrace())),
  };
}
