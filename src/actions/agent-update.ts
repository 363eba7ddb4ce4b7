import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { AgentId, AgentProfile } from '../routing/terms';
import type { Ports } from './ports';

export interface AgentUpdateInput {
  readonly agentId: AgentId;
  readonly name?: string;
  /** null: back to the workspace's default. */
  readonly capacity?: number | null;
  readonly profile?: AgentProfile;
  /** A data URL (PNG, JPEG or WebP, at most 256 kB). */
  readonly avatar?: string;
}

export async function agentUpdate(_ports: Ports, _actor: Actor, _input: AgentUpdateInput): Promise<Outcome<AgentId>> {
  throw new Error('agentUpdate is not built yet');
}
