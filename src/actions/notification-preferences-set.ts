import type { Actor } from '../auth/actor';
import type { NotificationTopic } from '../routing/meetings';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import type { Ports } from './ports';

export interface NotificationPreferencesSetInput {
  /** What is absent stays as it is. */
  readonly wanted: Partial<Readonly<Record<NotificationTopic, boolean>>>;
}

/** Everybody's own affair: nobody chooses for another what they are told. */
export async function notificationPreferencesSet(
  ports: Ports,
  actor: Actor,
  { wanted }: NotificationPreferencesSetInput,
): Promise<Outcome<AgentId>> {
  if (actor.kind !== 'AGENT') {
    return refuse('FORBIDDEN', 'Only somebody who signs in gets mails. Sign in as an agent to choose which.');
  }
  const { agentId } = actor;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.agents.lock(agentId);
    for (const [topic, isWanted] of Object.entries(wanted) as [NotificationTopic, boolean][]) {
      if (isWanted) tx.mails.unmute(agentId, topic);
      else tx.mails.mute(agentId, topic);
    }
    return done(agentId);
  });
}
