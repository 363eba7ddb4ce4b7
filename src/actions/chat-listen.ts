import type { Actor } from '../auth/actor';
import { maySupervise } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import { mostListeners } from '../routing/supervision';
import type { AgentId, ConversationId } from '../routing/terms';
import { audit, mayListen, notPermitted, notRunning } from './chat-watching';
import { factsOf } from './conversation-facts';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord } from './records';
import { unknownConversation } from './refusals';

export interface ChatListenInput {
  readonly conversationId: ConversationId;
}

/**
 * Opens a running chat of somebody else to the caller, until it ends or the caller stops. Nobody in the chat is told; the audit
 * log is. Who listens already is answered the same, and written down once.
 */
export async function chatListen(
  ports: Ports,
  actor: Actor,
  { conversationId }: ChatListenInput,
): Promise<Outcome<ConversationId>> {
  return ports.work(actor.workspaceId, async (tx) => {
    const conversation = await tx.conversations.lock(conversationId);
    if (conversation === null) return unknownConversation();
    if (!maySupervise(actor, 'CHATS_LISTEN', factsOf(conversation))) return notPermitted('listen to chats');
    if (conversation.liveChatState !== 'CONNECTED') return notRunning();
    const { agentId } = actor;
    if (agentId === conversation.agentId || agentId === conversation.guestAgentId) {
      return refuse('CONFLICT', 'You are in this chat yourself. Open it in your inbox.', ['conversationId']);
    }
    const { listenerIds = [] } = conversation;
    if (listenerIds.includes(agentId)) return done(conversationId);
    if (listenerIds.length >= mostListeners) {
      return refuse('LIMIT_REACHED', `${mostListeners} listen to this chat already. Ask one of them to stop.`);
    }
    // Locked, so that whoever takes the right comes before this, and is seen, or behind it, and finds the listener.
    const agent = await tx.agents.lock(agentId);
    if (agent === null || !mayListen(agent)) return notPermitted('listen to chats');
    tx.conversations.save({ ...conversation, listenerIds: [...listenerIds, agentId] });
    audit(ports, tx, actor, { action: 'LISTEN_BEGUN', conversation });
    listeningChanged(tx, conversation, { listenerAgentId: agentId, listens: true });
    return done(conversationId);
  });
}

/** To the one who listens, and to those who see the whole workspace; never to anybody in the chat. */
export function listeningChanged(
  tx: Transaction,
  { id }: ConversationRecord,
  change: { readonly listenerAgentId: AgentId; readonly listens: boolean },
): void {
  const audience = { conversationId: id, visitorId: null, agentId: change.listenerAgentId, onlyAgent: false };
  tx.emit({ ...audience, type: 'LISTENING_CHANGED', ...change });
}
