/** What a stream speaks of beside its own cards, so that a caller looks up just that. */
import type { AgentId, DialogId, ListId, LiveChatRouting, TeamId } from '../routing/terms';
import type { StreamCondition } from './audience-terms';
import type { Card, Script } from './script';

export interface References {
  readonly agentIds: readonly AgentId[];
  readonly teamIds: readonly TeamId[];
  readonly listIds: readonly ListId[];
  readonly flowIds: readonly DialogId[];
}

export function referencesOf(script: Script): References {
  const routings = script.flatMap(routingsOf);
  return {
    agentIds: unique(routings.map(({ agentId }) => agentId)),
    teamIds: unique(routings.map(({ teamId }) => teamId)),
    listIds: unique(script.flatMap(conditionsOf).map((one) => (one.kind === 'LIST_MEMBER' ? one.listId : null))),
    flowIds: unique(script.map((card) => (card.kind === 'FLOW' ? card.flowId : null))),
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
