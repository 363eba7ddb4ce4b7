import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { Decision, LiveChatRouting } from '../routing/terms';
import type { Ports } from './ports';

export interface RoutingSimulateInput {
  readonly routing: LiveChatRouting;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

export async function routingSimulate(
  _ports: Ports,
  _actor: Actor,
  _input: RoutingSimulateInput,
): Promise<Outcome<Decision>> {
  throw new Error('routingSimulate is not built yet');
}
