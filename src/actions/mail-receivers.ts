import type { NotificationTopic } from '../routing/meetings';
import type { AgentId } from '../routing/terms';
import type { Transaction } from './ports';
import type { AgentRecord } from './records';

/** The addresses of these agents and of everyone who manages agents: each once, without whoever left or wants no such mail. */
export async function findReceivers(
  tx: Transaction,
  topic: NotificationTopic,
  concerned: readonly AgentId[],
): Promise<readonly string[]> {
  const [agents, managers, muted] = await Promise.all([
    concerned.length === 0 ? [] : tx.agents.findMany(concerned),
    tx.agents.findWithPermission('AGENTS_MANAGE'),
    tx.mails.findMuted(topic),
  ]);
  const receivers = new Map<AgentId, AgentRecord>();
  for (const agent of [...agents, ...managers])
    if (agent.active && !muted.has(agent.id)) receivers.set(agent.id, agent);
  return [...receivers.values()].map(({ email }) => email);
}
