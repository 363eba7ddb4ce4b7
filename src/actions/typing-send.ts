import type { Actor } from '../auth/actor';
import { mayWrite } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import { factsOf, refuseOutsider, wasServedBy } from './conversation-facts';
import type { Ports } from './ports';
import { conversationClosed, unknownConversation } from './refusals';

export interface TypingSendInput {
  readonly conversationId: ConversationId;
}

/** Passes it on to the other side and keeps nothing. How often is told on is the announcer's to limit. */
export async function typingSend(ports: Ports, actor: Actor, input: TypingSendInput): Promise<Outcome<null>> {
  return ports.work(actor.workspaceId, async (tx) => {
    const [conversation, agent] = await Promise.all([
      tx.conversations.find(input.conversationId),
      actor.kind === 'AGENT' ? tx.agents.find(actor.agentId) : null,
    ]);
    if (conversation === null) return unknownConversation();
    if (wasServedBy(actor, conversation)) return conversationClosed();
    if ((actor.kind !== 'VISITOR' && actor.kind !== 'AGENT') || !mayWrite(actor, factsOf(conversation))) {
      return refuseOutsider(tx, actor, conversation, 'Only the visitor and the agent of a conversation type in it.');
    }
    if (conversation.status !== 'OPEN') return conversationClosed();
    ports.typing.announce({
      workspaceId: actor.workspaceId,
      conversationId: conversation.id,
      author: actor.kind,
      authorId: actor.kind === 'VISITOR' ? actor.visitorId : actor.agentId,
      authorName: agent?.name ?? null,
      visitorId: conversation.visitorId,
      agentId: conversation.agentId,
      guestAgentId: conversation.guestAgentId,
    });
    return done(null);
  });
}
