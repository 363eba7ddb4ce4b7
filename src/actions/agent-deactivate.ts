import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import { agentChanged } from './offer-settle';
import { offersRelease } from './offers-release';
import type { Ports, Transaction } from './ports';
import type { AgentRecord } from './records';
import { notAllowed, unknown } from './staff-refusals';
import { leaveWorkspaceRing } from './workspace-ring';

export interface AgentDeactivateInput {
  readonly agentId: AgentId;
}

/**
 * Signs in no more and is offered nothing. Running chats stay until they end; pending offers are withdrawn and go on to the
 * next. Teams and rules keep the member, so that decisions can say why nobody was offered the chat.
 */
export async function agentDeactivate(
  ports: Ports,
  actor: Actor,
  input: AgentDeactivateInput,
): Promise<Outcome<AgentId>> {
  if (!may(actor, 'agents.manage')) return notAllowed('manage agents');
  const { workspaceId } = actor;
  const { agentId } = input;
  const outcome = await ports.work(workspaceId, async (tx): Promise<Outcome<AgentId>> => {
    await tx.routing.lock();
    const agent = await tx.agents.lock(agentId);
    if (agent === null) return unknown('agent', ['agentId']);
    if (!agent.active) return done(agentId);
    if (await isLastManager(tx, agent)) return lastManager(['agentId']);
    await leaveWorkspaceRing(tx, agentId);
    tx.agents.update(agentId, { active: false, available: false });
    tx.sessions.revokeAllOf(agentId);
    // Should the process die before the offers are passed on below, this timer passes them on.
    if (agent.pendingOffers > 0) tx.schedule({ kind: 'REACHABILITY_END', subjectId: agentId, at: tx.now });
    agentChanged(tx, { agentId });
    return done(agentId);
  });
  if (outcome.ok) await offersRelease(ports, { workspaceId, agentId, as: 'WITHDRAWN' });
  return outcome;
}

/** The routing lock is held, so two managers cannot remove each other at the same moment. */
export async function isLastManager(tx: Transaction, agent: AgentRecord): Promise<boolean> {
  if (!agent.active || !agent.permissions.includes('AGENTS_MANAGE')) return false;
  const managers = await tx.agents.findWithPermission('AGENTS_MANAGE');
  return managers.every((manager) => manager.id === agent.id);
}

export function lastManager(field: readonly string[]): Refused {
  const message = 'Nobody else manages the agents of this workspace. Give that right to somebody else first.';
  return refuse('CONFLICT', message, field);
}
