import { done, refuse, type Outcome } from '../routing/refusal';
import type { VisitorId, WorkspaceId } from '../routing/terms';
import { findPageConsent, keepsPages } from './page-consent';
import type { Ports, Transaction } from './ports';
import { readAttributes, type SaidAttribute } from './said-attributes';

export interface VisitorSessionStartInput {
  readonly workspaceKey: string;
  readonly visitorToken: string | null;
  /** The page's word: stored with source PAGE. */
  readonly attributes: readonly SaidAttribute[];
}
export interface VisitorSessionStarted {
  readonly token: string;
  readonly expiresAt: Date;
  readonly workspaceId: WorkspaceId;
  readonly visitorId: VisitorId;
}

/** A browser that comes back within ninety days is the same visitor; each use begins them anew. */
export const visitorSessionSeconds = 90 * 24 * 60 * 60;

export async function visitorSessionStart(
  ports: Ports,
  input: VisitorSessionStartInput,
): Promise<Outcome<VisitorSessionStarted>> {
  const workspaceId = await ports.doorstep.findWorkspaceByKey(input.workspaceKey);
  if (workspaceId === null) {
    return refuse('NOT_FOUND', 'There is no workspace with this key. Copy the key from the workspace again.', [
      'workspaceKey',
    ]);
  }
  const known = await findSession(ports, workspaceId, input.visitorToken);
  return ports.work(workspaceId, async (tx) => {
    const [definitions, workspace, isGranted] = await Promise.all([
      tx.attributeDefinitions.findAll(),
      tx.workspace.find(),
      known === null ? false : findPageConsent(tx, known.visitorId),
    ]);
    // A blank value is a page that has nothing to say.
    const reading = { definitions, source: 'PAGE', field: ['attributes'], blank: 'IS_NOTHING' } as const;
    const attributes = readAttributes(input.attributes, reading);
    if (!attributes.ok) return attributes;
    const session = known ?? newSession(ports, tx);
    if (keepsPages(workspace, isGranted)) tx.visitors.setAttributes(session.visitorId, attributes.value);
    return done({ ...session, workspaceId });
  });
}

type Session = Pick<VisitorSessionStarted, 'token' | 'expiresAt' | 'visitorId'>;

/** Null for an unknown or expired token, and for one of another workspace: a new visitor is made. */
async function findSession(ports: Ports, workspaceId: WorkspaceId, token: string | null): Promise<Session | null> {
  if (token === null) return null;
  const found = await ports.doorstep.findVisitorSession(ports.secrets.hashToken(token));
  if (found === null || found.workspaceId !== workspaceId) return null;
  return { token, expiresAt: found.expiresAt, visitorId: found.visitorId };
}

function newSession(ports: Ports, tx: Transaction): Session {
  const visitorId: VisitorId = ports.newId();
  const { token, hash } = ports.secrets.newToken('v');
  const expiresAt = new Date(tx.now.getTime() + visitorSessionSeconds * 1_000);
  tx.visitors.insert(visitorId);
  tx.sessions.insert({
    id: ports.newId(),
    tokenHash: hash,
    kind: 'VISITOR',
    subjectId: visitorId,
    slidesSeconds: visitorSessionSeconds,
    expiresAt,
  });
  return { token, expiresAt, visitorId };
}
