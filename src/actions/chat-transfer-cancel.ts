import type { Actor } from '../auth/actor';
import { serves } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import { factsOf, refuseOutsider, wasServedBy } from './conversation-facts';
import { handoverReturn } from './handover';
import { offerSettle } from './offer-settle';
import type { Ports } from './ports';
import { conversationClosed, unknownConversation } from './refusals';

export interface ChatTransferCancelInput {
  readonly conversationId: ConversationId;
}

/** Takes back what rings at another agent, a transfer or an invitation. Nothing rings: the same answer. */
export async function chatTransferCancel(
  ports: Ports,
  actor: Actor,
  { conversationId }: ChatTransferCancelInput,
): Promise<Outcome<ConversationId>> {
  return ports.work(actor.workspaceId, async (tx) => {
    const conversation = await tx.conversations.lock(conversationId);
    if (conversation === null) return unknownConversation();
    if (wasServedBy(actor, conversation)) return conversationClosed();
    if (!serves(actor, factsOf(conversation))) {
      return refuseOutsider(tx, actor, conversation, 'Only the agent of a chat takes back who was asked.');
    }
    const [pending, chat] = await Promise.all([
      tx.offers.findPendingOf(conversationId),
      conversation.liveChatId === null ? null : tx.liveChats.find(conversation.liveChatId),
    ]);
    if (pending === null || chat === null) return done(conversationId);
    const [offer] = await Promise.all([tx.offers.lock(pending.id), tx.routing.lock()]);
    if (offer?.state !== 'PENDING') return done(conversationId);
    offerSettle(tx, offer, { state: 'WITHDRAWN', declineReason: null });
    handoverReturn(tx, { conversation, chat, offer });
    return done(conversationId);
  });
}
