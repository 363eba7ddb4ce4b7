import type { Actor } from '../auth/actor';
import { may, mayGrant } from '../auth/policy';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { ApiTokenId, Permission } from '../routing/terms';
import { readName } from '../routing/text';
import { Faults } from './faults';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface ApiTokenCreateInput {
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly expiresAt: Date | null;
}
export interface ApiTokenCreated {
  readonly apiTokenId: ApiTokenId;
  /** Shown once; only its hash is kept. */
  readonly secret: string;
}

/** A key for another system. It may never do more than the person who makes it, and a system makes no further ones. */
export async function apiTokenCreate(
  ports: Ports,
  actor: Actor,
  input: ApiTokenCreateInput,
): Promise<Outcome<ApiTokenCreated>> {
  if (actor.kind !== 'AGENT' || !may(actor, 'apiTokens.manage')) return notAllowed('make API tokens');
  const permissions = [...new Set(input.permissions)];
  if (!mayGrant(actor, permissions)) return moreThanOwn(actor.permissions, input.permissions);
  const faults = new Faults();
  const name = faults.read(readName(input.name, { what: "The token's name", field: ['name'] }));
  if (name === undefined) return faults.refused();
  const { expiresAt } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    const creator = await tx.agents.lock(actor.agentId);
    if (creator === null || !creator.active) return notAllowed('make API tokens');
    if (expiresAt !== null && expiresAt <= tx.now) {
      return refuse('INVALID', 'This time is over. Choose one in the future, or none.', ['expiresAt']);
    }
    const { token: secret, hash: tokenHash } = ports.secrets.newToken('i');
    const id = ports.newId<'ApiToken'>();
    tx.apiTokens.insert({ id, name, permissions, expiresAt, createdBy: actor.agentId });
    const lifetime = { slidesSeconds: null, expiresAt };
    tx.sessions.insert({ id: ports.newId(), tokenHash, kind: 'INTEGRATION', subjectId: id, ...lifetime });
    return done({ apiTokenId: id, secret });
  });
}

function moreThanOwn(own: ReadonlySet<Permission>, asked: readonly Permission[]): Refused {
  const beyond = asked.findIndex((permission) => !own.has(permission));
  const message = `You do not have ${asked[beyond] ?? 'one of these'} yourself, so a token of yours cannot have it either.`;
  return refuse('FORBIDDEN', message, ['permissions', String(beyond)]);
}
