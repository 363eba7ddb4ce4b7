import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { ApiTokenId } from '../routing/terms';
import type { Ports } from './ports';

export interface ApiTokenRevokeInput {
  readonly apiTokenId: ApiTokenId;
}

export async function apiTokenRevoke(
  _ports: Ports,
  _actor: Actor,
  _input: ApiTokenRevokeInput,
): Promise<Outcome<ApiTokenId>> {
  throw new Error('apiTokenRevoke is not built yet');
}
