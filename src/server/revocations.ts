/**
 * Tells who lost a right, behind the commit that took it: the sessions of that subject are looked up anew at once, here and,
 * by a hint, in the other processes. The subject is the workspace itself where other pages may call for it from now on. Lost hints do no harm, since every process also looks by itself every two seconds.
 */
import type {
  AgentStore,
  ApiTokenStore,
  SessionStore,
  Transaction,
  UnitOfWork,
  WorkspaceStore,
} from '../actions/ports';
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

/** The same transaction; what takes rights is noted on its way. Made where it is asked for: a message asks for none of it. */
function noting(tx: Transaction, subjects: Set<string>): Transaction {
  return Object.create(tx, {
    agents: { get: () => notingAgents(tx.agents, subjects) },
    apiTokens: { get: () => notingTokens(tx.apiTokens, subjects) },
    sessions: { get: () => notingSessions(tx.sessions, subjects) },
    workspace: { get: () => notingOrigins(tx, subjects) },
  }) as Transaction;
}

function notingOrigins(tx: Transaction, subjects: Set<string>): WorkspaceStore {
  const { workspace } = tx;
  return {
    ...workspace,
    updateSecurity(changes) {
      if (changes.allowedOrigins !== undefined) subjects.add(tx.workspaceId);
      workspace.updateSecurity(changes);
    },
  };
}

function notingAgents(agents: AgentStore, subjects: Set<string>): AgentStore {
  return {
    ...agents,
    update(id, changes) {
      if (changes.permissions !== undefined || changes.active !== undefined) subjects.add(id);
      agents.update(id, changes);
    },
  };
}

function notingTokens(apiTokens: ApiTokenStore, subjects: Set<string>): ApiTokenStore {
  return {
    ...apiTokens,
    revoke(id) {
      subjects.add(id);
      apiTokens.revoke(id);
    },
  };
}

function notingSessions(sessions: SessionStore, subjects: Set<string>): SessionStore {
  return {
    ...sessions,
    revoke(tokenHash) {
      subjects.add(sessionKey(tokenHash));
      sessions.revoke(tokenHash);
    },
    revokeAllOf(subjectId) {
      subjects.add(subjectId);
      sessions.revokeAllOf(subjectId);
    },
  };
}
