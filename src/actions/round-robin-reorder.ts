import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { AgentId, PoolId } from '../routing/terms';
import type { Ports } from './ports';

export interface RoundRobinReorderInput {
  readonly poolId: PoolId;
  readonly agentIds: readonly AgentId[];
  readonly nextAgentId: AgentId | null;
}

export async function roundRobinReorder(
  _ports: Ports,
  _actor: Actor,
  _input: RoundRobinReorderInput,
): Promise<Outcome<PoolId>> {
  throw new Error('roundRobinReorder is not built yet');
}
