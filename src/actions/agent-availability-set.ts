import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import type { Ports } from './ports';

export interface AgentAvailabilitySetInput {
  readonly available: boolean;
}

export async function agentAvailabilitySet(
  _ports: Ports,
  _actor: Actor,
  _input: AgentAvailabilitySetInput,
): Promise<Outcome<AgentId>> {
  throw new Error('agentAvailabilitySet is not built yet');
}
