/** What precedes a workspace. Each is one of the few database functions that may look across workspaces. */
import type { Doorstep } from '../actions/ports';
import type { AgentId, ApiTokenId, Permission, Plan, SessionId, VisitorId, WorkspaceId } from '../routing/terms';
import type { Database } from './database';
import { newId } from './ids';
import { sessionsEnded } from './session-directory.store';
import { define } from './statement';

interface FoundAgent {
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
  readonly passwordHash: string;
  readonly active: boolean;
}

/** A living session; `active` is false for a deactivated agent and for a revoked API token. */
export interface FoundSession {
  readonly sessionId: SessionId;
  readonly workspaceId: WorkspaceId;
  readonly kind: 'AGENT' | 'VISITOR' | 'INTEGRATION';
  readonly subjectId: AgentId | VisitorId | ApiTokenId;
  readonly permissions: readonly Permission[];
  readonly active: boolean;
  /** Null: it has no end. */
  readonly expiresAt: Date | null;
}

/** Somebody from that network, at a door that anybody may knock at, and how many may. */
export interface DoorKnock {
  readonly door: string;
  readonly network: string;
  readonly atOnce: number;
  readonly perMinute: number;
}

/** The doorstep with what the server itself needs beside the actions. */
export interface ServerDoorstep extends Doorstep {
  /** Null for an unknown, expired or revoked token. Use renews a session that slides. */
  findSession(tokenHash: Uint8Array): Promise<FoundSession | null>;
  /** Of these tokens, those whose sockets must close: expired, revoked, deactivated or unknown. */
  findEnded(tokenHashes: readonly Uint8Array[]): Promise<readonly Uint8Array[]>;
  findPicture(hash: string): Promise<{ readonly mime: string; readonly bytes: Uint8Array } | null>;
  /** Counted once for all processes: 0 to come in, else how many milliseconds to wait. */
  knock(knock: DoorKnock): Promise<number>;
  /** An empty workspace with its ring, its counters and the built-in attributes. */
  createWorkspace(workspace: {
    readonly key: string;
    readonly name: string;
    readonly plan: Plan;
  }): Promise<WorkspaceId>;
}

const workspaceByKey = define<[string], { id: WorkspaceId | null }>(
  'workspace_by_key',
  'SELECT workspace_by_key($1) AS id',
);
const agentByEmail = define<[string], FoundAgent>(
  'agent_by_email',
  `SELECT workspace_id AS "workspaceId", agent_id AS "agentId", password_hash AS "passwordHash", active
  FROM agent_by_email($1)`,
);
const sessionFind = define<[Uint8Array], FoundSession>(
  'session_find',
  `SELECT session_id AS "sessionId", workspace_id AS "workspaceId", kind, subject_id AS "subjectId", permissions, active,
    expires_at AS "expiresAt"
  FROM session_find($1)`,
);
const pictureByHash = define<[string], { mime: string; bytes: Uint8Array }>(
  'picture_by_hash',
  'SELECT mime, bytes FROM picture_by_hash($1)',
);
const workspaceCreate = define<[WorkspaceId, string, string, Plan, string], unknown>(
  'workspace_create',
  'SELECT workspace_create($1, $2, $3, $4, $5)',
);

const doorKnock = define<[string, string, number, number], { waitMs: number }>(
  'door_knock',
  'SELECT door_knock($1, $2, $3, $4) AS "waitMs"',
);

/** PostgreSQL takes no NUL in a text, so nothing that has one is there to be found. */
function isStorable(text: string): boolean {
  return !text.includes('\u0000');
}

export function createDoorstep(database: Database): ServerDoorstep {
  const findSession = async (tokenHash: Uint8Array): Promise<FoundSession | null> =>
    (await database.ask(sessionFind(tokenHash)))[0] ?? null;
  return {
    findWorkspaceByKey: async (key) =>
      isStorable(key) ? ((await database.ask(workspaceByKey(key)))[0]?.id ?? null) : null,
    findAgentByEmail: async (email) =>
      isStorable(email) ? ((await database.ask(agentByEmail(email)))[0] ?? null) : null,
    findSession,
    findVisitorSession: async (tokenHash) => {
      const found = await findSession(tokenHash);
      // A visitor's session slides, so it has an end.
      if (found?.kind !== 'VISITOR' || found.expiresAt === null) return null;
      return {
        workspaceId: found.workspaceId,
        visitorId: found.subjectId as VisitorId,
        expiresAt: found.expiresAt,
      };
    },
    findEnded: async (tokenHashes) => {
      if (tokenHashes.length === 0) return [];
      return (await database.ask(sessionsEnded(tokenHashes))).map(({ hash }) => hash);
    },
    findPicture: async (hash) => (await database.ask(pictureByHash(hash)))[0] ?? null,
    knock: async ({ door, network, atOnce, perMinute }) =>
      (await database.ask(doorKnock(door, network, atOnce, perMinute)))[0]?.waitMs ?? 0,
    createWorkspace: async ({ key, name, plan }) => {
      const id = newId<'Workspace'>();
      await database.ask(workspaceCreate(id, key, name, plan, newId<'RoundRobinPool'>()));
      return id;
    },
  };
}
