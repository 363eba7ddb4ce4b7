import type { AgentId, ConversationId, WorkspaceId } from '../routing/terms';
import { listeningChanged } from './chat-listen';
import { withoutAgent } from './chat-move';
import { audit, mayListen } from './chat-watching';
import type { Ports, Transaction } from './ports';
import type { AgentRecord } from './records';

export interface ListeningEndInput {
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
}

/**
 * Due work: somebody may have lost the right to listen. From that commit on policy lets them hear nothing; this takes them out
 * of the chats that they stand in, so that no place is kept for them, no copy of what is said lies in their part of the log, and
 * the right that is given back later opens nothing by itself. One transaction per chat, since a conversation is locked before
 * anything else; the row is ended behind the last of them, so that a process which dies half-way leaves the rest to the next.
 */
export async function listeningEnd(ports: Ports, { workspaceId, agentId }: ListeningEndInput): Promise<void> {
  const ids = await ports.work(workspaceId, (tx) => tx.supervision.findListenedTo(agentId));
  for (const id of ids) await ports.work(workspaceId, (tx) => endOne(ports, tx, agentId, id));
  await ports.work(workspaceId, (tx) => Promise.resolve(tx.unschedule('LISTENING_END', agentId)));
}

async function endOne(ports: Ports, tx: Transaction, agentId: AgentId, id: ConversationId): Promise<void> {
  const conversation = await tx.conversations.lock(id);
  if (!conversation?.listenerIds?.includes(agentId)) return;
  const agent = await tx.agents.find(agentId);
  // Given back before anybody was taken out: they listen on.
  if (agent !== null && mayListen(agent)) return;
  tx.conversations.save({ ...conversation, listenerIds: withoutAgent(conversation.listenerIds, agentId) });
  audit(ports, tx, { agentId }, { action: 'LISTEN_ENDED', conversation, detail: 'RIGHT_LOST' });
  listeningChanged(tx, conversation, { listenerAgentId: agentId, listens: false });
}

/** For whoever takes rights, in the same transaction: what follows happens behind its commit, also where the process dies. */
export function listeningMayEnd(tx: Transaction, agent: AgentRecord): void {
  if (agent.permissions.includes('CHATS_LISTEN')) {
    tx.schedule({ kind: 'LISTENING_END', subjectId: agent.id, at: tx.now });
  }
}
