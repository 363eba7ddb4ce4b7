import type { Actor } from '../auth/actor';
import { mayScore } from '../auth/policy';
import { isPreview } from '../routing/preview';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import { factsOf, refuseOutsider, wasServedBy } from './conversation-facts';
import { staffOf } from './play-effects';
import type { Ports } from './ports';
import { conversationClosed, unknownConversation } from './refusals';

export interface ConversationScoreSetInput {
  readonly conversationId: ConversationId;
  readonly score: number;
}

const whoMay = 'Only the agent of a chat and who sees all conversations score it.';

/** The last word counts, a goal card's or an agent's, until the conversation has ended: then it is frozen. */
export async function conversationScoreSet(
  ports: Ports,
  actor: Actor,
  { conversationId: id, score }: ConversationScoreSetInput,
): Promise<Outcome<ConversationId>> {
  if (!Number.isInteger(score) || score < 0 || score > 3) {
    return refuse('INVALID', `The score is ${score}. Choose 0, 1, 2 or 3.`, ['score']);
  }
  return ports.work(actor.workspaceId, async (tx) => {
    const [conversation, play] = await Promise.all([tx.conversations.lock(id), tx.play.find(id)]);
    if (conversation === null || play === null || isPreview(conversation)) return unknownConversation();
    if (wasServedBy(actor, conversation)) return conversationClosed();
    if (!mayScore(actor, factsOf(conversation))) return refuseOutsider(tx, actor, conversation, whoMay);
    if (conversation.status !== 'OPEN') return conversationClosed();
    if (play.score !== score) {
      tx.play.save({ ...play, score });
      tx.emit({ ...staffOf(conversation), type: 'CONVERSATION_SCORED', score });
    }
    return done(id);
  });
}
