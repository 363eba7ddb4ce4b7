import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { AgentId, TeamId } from '../routing/terms';
import type { Ports } from './ports';

export interface TeamUpdateInput {
  readonly teamId: TeamId;
  readonly name?: string;
  readonly agentIds?: readonly AgentId[];
}

export async function teamUpdate(_ports: Ports, _actor: Actor, _input: TeamUpdateInput): Promise<Outcome<TeamId>> {
  throw new Error('teamUpdate is not built yet');
}
