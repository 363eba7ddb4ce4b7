import type { Actor } from '../auth/actor';
import { mayWrite } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import { guestLeave } from './chat-move';
import { factsOf, refuseOutsider } from './conversation-facts';
import type { Ports } from './ports';
import { unknownConversation } from './refusals';

export interface ChatLeaveInput {
  readonly conversationId: ConversationId;
}

/** A guest goes; the chat stays its agent's. That agent ends it or hands it over instead. */
export async function chatLeave(
  ports: Ports,
  actor: Actor,
  { conversationId }: ChatLeaveInput,
): Promise<Outcome<ConversationId>> {
  return ports.work(actor.workspaceId, async (tx) => {
    const conversation = await tx.conversations.lock(conversationId);
    if (conversation === null) return unknownConversation();
    const { guestAgentId } = conversation;
    if (actor.kind !== 'AGENT' || guestAgentId !== actor.agentId || !mayWrite(actor, factsOf(conversation))) {
      if (actor.kind === 'AGENT' && conversation.agentId === actor.agentId) {
        return refuse('CONFLICT', 'This chat is yours. Hand it over or end it instead of leaving it.', [
          'conversationId',
        ]);
      }
      return refuseOutsider(tx, actor, conversation, 'Only a guest leaves a chat.');
    }
    const [agent] = await Promise.all([tx.agents.find(guestAgentId), tx.routing.lock()]);
    if (agent === null) throw new Error(`Conversation ${conversationId} has a guest who does not exist.`);
    tx.conversations.save(guestLeave(ports, tx, conversation, agent));
    return done(conversationId);
  });
}
