import { type Actor, readerOf } from '../auth/actor';
import { sightOf } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import { factsOf, refuseOutsider } from './conversation-facts';
import type { Ports } from './ports';
import { unknownConversation } from './refusals';

export interface ConversationMarkReadInput {
  readonly conversationId: ConversationId;
  readonly upToSequence: number;
}

/** The reader's own mark: it changes what the reader is told as unread and nothing for anybody else, so sight is enough. */
export async function conversationMarkRead(
  ports: Ports,
  actor: Actor,
  input: ConversationMarkReadInput,
): Promise<Outcome<ConversationId>> {
  const reader = readerOf(actor);
  if (reader === null) return unknownConversation();
  if (!Number.isSafeInteger(input.upToSequence) || input.upToSequence < 0) {
    return refuse('INVALID', 'Give the sequence of the last message that was read, or 0 for none.', ['upToSequence']);
  }
  return ports.work(actor.workspaceId, async (tx) => {
    const conversation = await tx.conversations.find(input.conversationId);
    if (conversation === null) return unknownConversation();
    if (sightOf(actor, factsOf(conversation)) !== 'WHOLE') {
      return refuseOutsider(tx, actor, conversation, 'Only who sees a conversation reads it.');
    }
    tx.conversations.markRead(conversation.id, reader, Math.min(input.upToSequence, conversation.lastSequence));
    return done(conversation.id);
  });
}
