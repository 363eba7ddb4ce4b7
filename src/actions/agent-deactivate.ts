import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import type { Ports } from './ports';

export interface AgentDeactivateInput {
  readonly agentId: AgentId;
}

export async function agentDeactivate(
  _ports: Ports,
  _actor: Actor,
  _input: AgentDeactivateInput,
): Promise<Outcome<AgentId>> {
  throw new Error('agentDeactivate is not built yet');
}
