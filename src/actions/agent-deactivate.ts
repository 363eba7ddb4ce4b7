import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import { lastManager, leavesNoManager } from './agent-rights';
import { mailMeetingsLeft } from './meetings-left-mail';
import { agentChanged } from './offer-settle';
import { offersRelease } from './offers-release';
import { listeningMayEnd } from './listening-end';
import type { Ports } from './ports';
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
    if (await leavesNoManager(tx, new Set([agentId]), [])) return lastManager(['agentId']);
    await leaveWorkspaceRing(tx, agentId);
    tx.agents.update(agentId, { active: false, available: false });
    tx.sessions.revokeAllOf(agentId);
    // Should the process die before the offers are passed on below, this timer passes them on.
    if (agent.pendingOffers > 0) tx.schedule({ kind: 'REACHABILITY_END', subjectId: agentId, at: tx.now });
    listeningMayEnd(tx, agent);
    agentChanged(tx, { agentId });
    mailMeetingsLeft(tx, agent, await tx.meetings.findAheadOf(agentId));
    return done(agentId);
  });
  if (outcome.ok) await offersRelease(ports, { workspaceId, agentId, as: 'WITHDRAWN' });
  return outcome;
}
