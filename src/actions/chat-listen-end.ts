import type { Actor } from '../auth/actor';
import { done, type Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import { listeningChanged } from './chat-listen';
import { withoutAgent } from './chat-move';
import { audit, notPermitted } from './chat-watching';
import type { Ports } from './ports';
import { unknownConversation } from './refusals';

export interface ChatListenEndInput {
  readonly conversationId: ConversationId;
}

/** Stops listening. Who does not listen is answered the same: also whoever has lost the permission may stop. */
export async function chatListenEnd(
  ports: Ports,
  actor: Actor,
  { conversationId }: ChatListenEndInput,
): Promise<Outcome<ConversationId>> {
  if (actor.kind !== 'AGENT') return notPermitted('listen to chats');
  return ports.work(actor.workspaceId, async (tx) => {
    const conversation = await tx.conversations.lock(conversationId);
    if (conversation === null) return unknownConversation();
    const { agentId } = actor;
    if (!conversation.listenerIds?.includes(agentId)) return done(conversationId);
    tx.conversations.save({ ...conversation, listenerIds: withoutAgent(conversation.listenerIds, agentId) });
    audit(ports, tx, actor, { action: 'LISTEN_ENDED', conversation });
    listeningChanged(tx, conversation, { listenerAgentId: agentId, listens: false });
    return done(conversationId);
  });
}
