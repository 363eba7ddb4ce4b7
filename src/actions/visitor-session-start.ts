import { attributeKey, definitionOf } from '../routing/attributes';
import { readValue } from '../routing/attribute-values';
import { done, refuse, refuseAll, type Outcome, type Refusal } from '../routing/refusal';
import type { Attribute, VisitorId, WorkspaceId } from '../routing/terms';
import { isBlank } from '../routing/text';
import type { Ports, Transaction } from './ports';

export interface VisitorSessionStartInput {
  readonly workspaceKey: string;
  readonly visitorToken: string | null;
  /** The page's word: stored with source PAGE. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}
export interface VisitorSessionStarted {
  readonly token: string;
  readonly expiresAt: Date;
  readonly workspaceId: WorkspaceId;
  readonly visitorId: VisitorId;
}

const maxAttributes = 50;
/** A browser that comes back within ninety days is the same visitor; each use begins them anew. */
const slidesSeconds = 90 * 24 * 60 * 60;

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
  if (input.attributes.length > maxAttributes) {
    return refuse('INVALID', `Give at most ${maxAttributes} attributes.`, ['attributes']);
  }
  const known = await findSession(ports, workspaceId, input.visitorToken);
  return ports.work(workspaceId, async (tx) => {
    const attributes = await readAttributes(tx, input.attributes);
    if (!attributes.ok) return attributes;
    const session = known ?? newSession(ports, tx);
    tx.visitors.setAttributes(session.visitorId, attributes.value);
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
  const expiresAt = new Date(tx.now.getTime() + slidesSeconds * 1_000);
  tx.visitors.insert(visitorId);
  tx.sessions.insert({
    id: ports.newId(),
    tokenHash: hash,
    kind: 'VISITOR',
    subjectId: visitorId,
    slidesSeconds,
    expiresAt,
  });
  return { token, expiresAt, visitorId };
}

/** A blank value is a page that has nothing to say; a name twice is its last word. */
async function readAttributes(
  tx: Transaction,
  given: VisitorSessionStartInput['attributes'],
): Promise<Outcome<readonly Attribute[]>> {
  const definitions = await tx.attributeDefinitions.findAll();
  const read = new Map<string, Attribute>();
  const refusals: Refusal[] = [];
  given.forEach(({ name, value }, index) => {
    const definition = definitionOf(definitions, name);
    if (definition === null) {
      const field = ['attributes', String(index), 'name'];
      const unknown = refuse('INVALID', 'There is no such attribute. Define it first, or check the spelling.', field);
      refusals.push(...unknown.refusals);
      return;
    }
    if (isBlank(value)) return;
    const spelled = readValue(value, definition.type, ['attributes', String(index), 'value']);
    if (!spelled.ok) refusals.push(...spelled.refusals);
    else read.set(attributeKey(definition.name), { name: definition.name, value: spelled.value, source: 'PAGE' });
  });
  return refusals.length > 0 ? refuseAll(refusals) : done([...read.values()]);
}
