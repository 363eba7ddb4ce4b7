import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { ApiTokenId } from '../routing/terms';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface ApiTokenRevokeInput {
  readonly apiTokenId: ApiTokenId;
}

/** Opens nothing from now on; open sockets close within seconds. */
export async function apiTokenRevoke(
  ports: Ports,
  actor: Actor,
  input: ApiTokenRevokeInput,
): Promise<Outcome<ApiTokenId>> {
  if (actor.kind !== 'AGENT' || !may(actor, 'apiTokens.manage')) return notAllowed('revoke API tokens');
  const { apiTokenId: id } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    const token = await tx.apiTokens.find(id);
    if (token === null) return unknown('API token', ['apiTokenId']);
    if (token.revokedAt !== null) return done(id);
    tx.apiTokens.revoke(id);
    tx.sessions.revokeAllOf(id);
    return done(id);
  });
}
