import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { AgentId, TeamId } from '../routing/terms';
import type { Ports } from './ports';

export interface TeamCreateInput {
  readonly name: string;
  readonly agentIds: readonly AgentId[];
}

export async function teamCreate(_ports: Ports, _actor: Actor, _input: TeamCreateInput): Promise<Outcome<TeamId>> {
  throw new Error('teamCreate is not built yet');
}
