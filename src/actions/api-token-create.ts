import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { ApiTokenId, Permission } from '../routing/terms';
import type { Ports } from './ports';

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

export async function apiTokenCreate(
  _ports: Ports,
  _actor: Actor,
  _input: ApiTokenCreateInput,
): Promise<Outcome<ApiTokenCreated>> {
  throw new Error('apiTokenCreate is not built yet');
}
