/**
 * Tells who lost a right, behind the commit that took it: the sessions of that subject are looked up anew at once, here and,
 * by a hint, in the other processes. Lost hints do no harm, since every process also looks by itself every two seconds.
 */
import type { Transaction, UnitOfWork } from '../actions/ports';
import { sessionKey } from '../auth/tokens';
import type { WorkspaceId } from '../routing/terms';

export function tellRevocations(
  work: UnitOfWork,
  /** Told the subject's id, or the key of a single session. */
  tell: (workspaceId: WorkspaceId, subject: string) => void,
): UnitOfWork {
  return async (workspaceId, run) => {
    // An action may run again after a deadlock: only the run that was committed counts.
    let subjects = new Set<string>();
    const value = await work(workspaceId, (tx) => {
      subjects = new Set();
      return run(noting(tx, subjects));
    });
    for (const subject of subjects) tell(workspaceId, subject);
    return value;
  };
}

/** The same transaction; what takes rights is noted on its way. */
function noting(tx: Transaction, subjects: Set<string>): Transaction {
  const { agents, apiTokens, sessions } = tx;
  const noted: Pick<Transaction, 'agents' | 'apiTokens' | 'sessions'> = {
    agents: {
      ...agents,
      update(id, changes) {
        if (changes.permissions !== undefined || changes.active !== undefined) subjects.add(id);
        agents.update(id, changes);
      },
    },
    apiTokens: {
      ...apiTokens,
      revoke(id) {
        subjects.add(id);
        apiTokens.revoke(id);
      },
    },
    sessions: {
      ...sessions,
      revoke(tokenHash) {
        subjects.add(sessionKey(tokenHash));
        sessions.revoke(tokenHash);
      },
      revokeAllOf(subjectId) {
        subjects.add(subjectId);
        sessions.revokeAllOf(subjectId);
      },
    },
  };
  return Object.assign(Object.create(tx) as Transaction, noted);
}
