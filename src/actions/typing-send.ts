import type { Actor } from '../auth/actor';
import { mayWrite } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import { factsOf } from './conversation-facts';
import type { Ports } from './ports';
import { conversationClosed, unknownConversation } from './refusals';

export interface TypingSendInput {
  readonly conversationId: ConversationId;
}

/** Passes it on to the other side and keeps nothing. How often is told on is the announcer's to limit. */
export async function typingSend(ports: Ports, actor: Actor, input: TypingSendInput): Promise<Outcome<null>> {
  const [conversation, agent] = await ports.work(actor.workspaceId, (tx) =>
    Promise.all([
      tx.conversations.find(input.conversationId),
      actor.kind === 'AGENT' ? tx.agents.find(actor.agentId) : null,
    ]),
  );
  if (conversation === null || (actor.kind !== 'VISITOR' && actor.kind !== 'AGENT')) return unknownConversation();
  if (!mayWrite(actor, factsOf(conversation))) {
    const wasTheirs = actor.kind === 'AGENT' && actor.agentId === conversation.agentId;
    return wasTheirs ? conversationClosed() : unknownConversation();
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
  });
  return done(null);
}
