import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { TeamId } from '../routing/terms';
import type { Ports } from './ports';

export interface TeamDeleteInput {
  readonly teamId: TeamId;
}

export async function teamDelete(_ports: Ports, _actor: Actor, _input: TeamDeleteInput): Promise<Outcome<TeamId>> {
  throw new Error('teamDelete is not built yet');
}
