/** Whose tokens these are, many at a time: what authentication and the watch over open sockets ask. */
import type { Actor } from '../auth/actor';
import type { Identity } from '../auth/authenticate';
import {
  assertNever,
  type AgentId,
  type ApiTokenId,
  type Permission,
  type VisitorId,
  type WorkspaceId,
} from '../routing/terms';
import type { Database } from './database';
import { define } from './statement';

interface FoundRow {
  readonly place: number;
  readonly workspaceId: WorkspaceId;
  readonly kind: 'AGENT' | 'VISITOR' | 'INTEGRATION';
  readonly subjectId: string;
  readonly permissions: readonly Permission[];
  readonly active: boolean;
}

const sessionsFind = define<[readonly Uint8Array[]], FoundRow>(
  'sessions_find',
  `SELECT asked.place::integer, found.workspace_id AS "workspaceId", found.kind, found.subject_id AS "subjectId",
    found.permissions, found.active
  FROM unnest($1::bytea[]) WITH ORDINALITY AS asked (hash, place)
  CROSS JOIN LATERAL session_find(asked.hash) AS found`,
);
export const sessionsEnded = define<[readonly Uint8Array[]], { hash: Uint8Array }>(
  'sessions_ended',
  'SELECT hash FROM sessions_ended($1::bytea[]) AS hash',
);
const originsFind = define<[], { origins: readonly string[] }>(
  'workspace_origins',
  'SELECT allowed_origins AS origins FROM workspace',
);
const originKnown = define<[string], { known: boolean }>('origin_known', 'SELECT origin_known($1) AS known');

export interface SessionDirectoryStore {
  find(tokenHashes: readonly Uint8Array[]): Promise<readonly (Identity | null)[]>;
  /** Of these tokens, those that open nothing any longer. */
  findEnded(tokenHashes: readonly Uint8Array[]): Promise<readonly Uint8Array[]>;
  /** Which pages may call for that workspace is asked again next time. */
  forgetOrigins(workspaceId: string): void;
  /** Whether any workspace lets pages of this origin in. */
  isKnownOrigin(origin: string): Promise<boolean>;
}

interface Kept {
  readonly until: number;
  readonly origins: Promise<readonly string[]>;
}

/** The same rights are one set: thousands have them in common, and who has them is compared by it. */
class PermissionSets {
  private readonly known = new Map<string, ReadonlySet<Permission>>();

  of(permissions: readonly Permission[]): ReadonlySet<Permission> {
    const key = permissions.join();
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made: ReadonlySet<Permission> = new Set(permissions);
    if (this.known.size >= setsKept) this.known.clear();
    this.known.set(key, made);
    return made;
  }
}

const setsKept = 1_000;
/** Origins change by hand and rarely; a token is looked up all the time. */
const originsKeptMs = 5_000;
const originsKept = 10_000;

export function createSessionDirectory(database: Database, now: () => number): SessionDirectoryStore {
  const kept = new Map<WorkspaceId, Kept>();
  const sets = new PermissionSets();
  const originsOf = (workspaceId: WorkspaceId): Promise<readonly string[]> => {
    const known = kept.get(workspaceId);
    if (known !== undefined && known.until > now()) return known.origins;
    const origins = database.read(workspaceId, originsFind()).then(([row]) => row?.origins ?? []);
    origins.catch(() => kept.delete(workspaceId));
    if (kept.size >= originsKept) kept.clear();
    kept.set(workspaceId, { until: now() + originsKeptMs, origins });
    return origins;
  };
  return {
    async find(tokenHashes) {
      if (tokenHashes.length === 0) return [];
      const rows = await database.ask(sessionsFind(tokenHashes));
      const found = new Map(rows.filter(({ active }) => active).map((row) => [row.place - 1, row]));
      return Promise.all(
        tokenHashes.map(async (_hash, index) => {
          const row = found.get(index);
          return row === undefined
            ? null
            : { actor: actorOf(row, sets), allowedOrigins: await originsOf(row.workspaceId) };
        }),
      );
    },
    forgetOrigins(workspaceId) {
      kept.delete(workspaceId as WorkspaceId);
    },
    async isKnownOrigin(origin) {
      const [row] = await database.ask(originKnown(origin));
      return row?.known ?? false;
    },
    async findEnded(tokenHashes) {
      if (tokenHashes.length === 0) return [];
      return (await database.ask(sessionsEnded(tokenHashes))).map(({ hash }) => hash);
    },
  };
}

function actorOf({ kind, workspaceId, subjectId, permissions }: FoundRow, sets: PermissionSets): Actor {
  switch (kind) {
    case 'AGENT':
      return { kind, workspaceId, agentId: subjectId as AgentId, permissions: sets.of(permissions) };
    case 'VISITOR':
      return { kind, workspaceId, visitorId: subjectId as VisitorId };
    case 'INTEGRATION':
      return { kind, workspaceId, apiTokenId: subjectId as ApiTokenId, permissions: sets.of(permissions) };
    default:
      return assertNever(kind);
  }
}
