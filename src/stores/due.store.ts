/** What is due, through the functions that may look across workspaces: nothing here knows what a row is about. */
import type { ClaimedWork, DueQueue } from '../actions/due-queue';
import type { DueKind } from '../actions/records';
import type { WorkspaceId } from '../routing/terms';
import type { Database } from './database';
import { dueClaim, dueNext, reachabilityGrace } from './sql/due.sql';

export function createDueQueue(database: Pick<Database, 'ask'>): DueQueue {
  return {
    async claim(limit) {
      const claimed = await database.ask(dueClaim(limit));
      // Asked behind the claim, which has moved what it took: what is next is what nobody holds.
      const [next] = await database.ask(dueNext());
      if (next === undefined) throw new Error('The database did not tell the time.');
      return { work: claimed.map(toWork), now: next.now, nextAt: next.next_at };
    },
    async renewGrace() {
      await database.ask(reachabilityGrace());
    },
  };
}

function toWork(row: {
  readonly workspace_id: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly attempt: number;
}): ClaimedWork {
  return {
    workspaceId: row.workspace_id as WorkspaceId,
    kind: row.kind as DueKind,
    subjectId: row.subject_id,
    attempt: row.attempt,
  };
}
