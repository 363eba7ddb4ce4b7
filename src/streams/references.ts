/** What a stream speaks of beside its own cards, so that a caller looks up just that. */
import type {
  AgentId,
  DialogId,
  ListId,
  LiveChatRouting,
  RouteId,
  RouterId,
  RouteStep,
  TeamId,
} from '../routing/terms';
import type { StreamCondition } from './audience-terms';
import type { Card, Script } from './script';

/** What routings and steps name. */
export interface RoutingReferences {
  readonly agentIds: readonly AgentId[];
  readonly teamIds: readonly TeamId[];
  readonly routeIds: readonly RouteId[];
  readonly routerIds: readonly RouterId[];
}

export interface References extends RoutingReferences {
  readonly listIds: readonly ListId[];
  readonly flowIds: readonly DialogId[];
}

export function referencesOf(script: Script): References {
  return {
    ...referencesOfRoutings(script.flatMap(routingsOf)),
    listIds: unique(script.flatMap(conditionsOf).map((one) => (one.kind === 'LIST_MEMBER' ? one.listId : null))),
    flowIds: unique(script.map((card) => (card.kind === 'FLOW' ? card.flowId : null))),
  };
}

export function referencesOfRoutings(
  routings: readonly (LiveChatRouting | { readonly steps: readonly RouteStep[] })[],
): RoutingReferences {
  const steps = routings.flatMap((routing) => routing.steps ?? []);
  const own = routings.flatMap((routing) => ('strategy' in routing ? [routing] : []));
  return {
    agentIds: unique([...own, ...steps].map(({ agentId }) => agentId)),
    teamIds: unique([...own, ...steps].map(({ teamId }) => teamId)),
    routeIds: unique([...own, ...steps].map(({ routeId }) => routeId ?? null)),
    routerIds: unique(steps.map(({ routerId }) => routerId)),
  };
}

/** Those of a branch card; no other card has any. */
export function conditionsOf(card: Card): readonly StreamCondition[] {
  return card.kind === 'BRANCH' ? card.branches.flatMap(({ conditions }) => conditions) : [];
}

export function routingsOf(card: Card): readonly LiveChatRouting[] {
  if (card.kind === 'LIVE_CHAT' || card.kind === 'MEETING') return [card.routing];
  return conditionsOf(card).flatMap((condition) => (condition.kind === 'AGENT_AVAILABLE' ? [condition.routing] : []));
}

function unique<T>(values: readonly (T | null)[]): readonly T[] {
  return [...new Set(values.filter((value): value is T & NonNullable<unknown> => value !== null))];
}
