import type { Actor } from '../auth/actor';
import type { NotificationTopic } from '../routing/meetings';
import { done, refuse, type Outcome } from '../routing/refusal';
import { systemLanguages } from '../routing/system-languages';
import type { AgentId } from '../routing/terms';
import type { Ports } from './ports';

export interface NotificationPreferencesSetInput {
  /** What is absent stays as it is. */
  readonly wanted: Partial<Readonly<Record<NotificationTopic, boolean>>>;
  /** In which mails are written; null: English. Absent: as it is. */
  readonly language?: string | null;
}

/** Everybody's own affair: nobody chooses for another what they are told. */
export async function notificationPreferencesSet(
  ports: Ports,
  actor: Actor,
  { wanted, language }: NotificationPreferencesSetInput,
): Promise<Outcome<AgentId>> {
  if (actor.kind !== 'AGENT') {
    return refuse('FORBIDDEN', 'Only somebody who signs in gets mails. Sign in as an agent to choose which.');
  }
  const known = systemLanguages.find((one) => one === language) ?? null;
  if (language !== undefined && language !== null && known === null) {
    return refuse('INVALID', `Choose one of ${systemLanguages.join(', ')}, or null for English.`, ['language']);
  }
  const { agentId } = actor;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.agents.lock(agentId);
    for (const [topic, isWanted] of Object.entries(wanted) as [NotificationTopic, boolean][]) {
      if (isWanted) tx.mails.unmute(agentId, topic);
      else tx.mails.mute(agentId, topic);
    }
    if (language !== undefined) tx.mails.setLanguage(agentId, known);
    return done(agentId);
  });
}
