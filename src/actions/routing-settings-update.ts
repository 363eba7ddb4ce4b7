import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { Ports } from './ports';

export interface RoutingSettingsUpdateInput {
  readonly acceptWindowSeconds?: number;
  readonly defaultCapacity?: number;
  readonly idleTimeoutSeconds?: number;
  readonly idleWarningSeconds?: number;
  /** null: back to the plan's choice. */
  readonly teamAttempts?: number | null;
  readonly maxWaitSeconds?: number | null;
  readonly disconnectGraceSeconds?: number;
  readonly requireReachable?: boolean;
  readonly roundRobinFallback?: boolean;
  readonly fallbackMessage?: string;
}

export async function routingSettingsUpdate(
  _ports: Ports,
  _actor: Actor,
  _input: RoutingSettingsUpdateInput,
): Promise<Outcome<null>> {
  throw new Error('routingSettingsUpdate is not built yet');
}
