import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { AgentId, AgentProfile } from '../routing/terms';
import type { Ports } from './ports';

export interface AgentCreateInput {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly capacity: number | null;
  readonly profile: AgentProfile;
}

export async function agentCreate(_ports: Ports, _actor: Actor, _input: AgentCreateInput): Promise<Outcome<AgentId>> {
  throw new Error('agentCreate is not built yet');
}
