/** Who may ask what routing found, and follow a replay of it. */
import type { AgentId } from '../routing/terms';
import { type Actor, hasPermission } from './actor';
import { may } from './policy';

/**
 * What routing found about an agent: the agent's own affair, and that of whoever sees both the rules and every conversation,
 * since the two together are what a decision is made of.
 */
export function mayReadVerdicts(actor: Actor, agentId: AgentId): boolean {
  if (actor.kind === 'AGENT' && actor.agentId === agentId) return true;
  return may(actor, 'rules.view') && hasPermission(actor, 'ALL_CONVERSATIONS_VIEW');
}

/** A replay is its starter's, as long as they may simulate at all, and of whoever may start one. */
export function mayFollowReplay(actor: Actor, replay: { readonly startedBy: string }): boolean {
  if (may(actor, 'routing.replay')) return true;
  if (!may(actor, 'routing.simulate')) return false;
  return actor.kind === 'AGENT' && actor.agentId === replay.startedBy;
}
