/** Staff who are not in the ring: what they may do is what policy asks, so a test says just that. */
import type { AgentActor, IntegrationActor } from '../../src/auth/actor';
import { permissionsOfProfile } from '../../src/auth/profiles';
import type { AgentProfile, Permission } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import type { Stage } from './stage';

export function staff(stage: Stage, permissions: readonly Permission[]): AgentActor {
  const { workspaceId } = stage;
  return { kind: 'AGENT', workspaceId, agentId: newId<'Agent'>(), permissions: new Set(permissions) };
}

export function profile(stage: Stage, name: AgentProfile): AgentActor {
  return staff(stage, permissionsOfProfile[name]);
}

export function admin(stage: Stage): AgentActor {
  return profile(stage, 'ADMIN');
}

export function integration(stage: Stage, permissions: readonly Permission[]): IntegrationActor {
  const { workspaceId } = stage;
  return { kind: 'INTEGRATION', workspaceId, apiTokenId: newId<'ApiToken'>(), permissions: new Set(permissions) };
}

/** The faults of an answer as "code path". */
export function faultsOf(outcome: {
  readonly ok: boolean;
  readonly refusals?: readonly { readonly code: string; readonly field: readonly string[] | null }[];
}): readonly string[] {
  return (outcome.refusals ?? []).map(({ code, field }) => `${code} ${(field ?? []).join('.')}`.trim());
}
