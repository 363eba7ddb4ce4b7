/**
 * An agent looks after a chat that nobody took in time. Behind the conversation's lock, and guarded by the state besides, so of
 * any number who claim it at once one gets it. It takes no place and moves no turn: nobody is served, the chat stays missed.
 */
import type { Actor } from '../auth/actor';
import { mayClaimMissed, mayKnowMissed } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import { notPermitted } from './chat-watching';
import { factsOf } from './conversation-facts';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord } from './records';
import { unknownConversation } from './refusals';

export interface MissedChatClaimInput {
  readonly conversationId: ConversationId;
}

export async function missedChatClaim(
  ports: Ports,
  actor: Actor,
  { conversationId }: MissedChatClaimInput,
): Promise<Outcome<ConversationId>> {
  if (!mayClaimMissed(actor)) return notPermitted('claim missed chats');
  return ports.work(actor.workspaceId, async (tx) => {
    const conversation = await tx.conversations.lock(conversationId);
    if (conversation === null) return unknownConversation();
    const wasOffered = await wasAsked(tx, actor.agentId, conversation);
    if (!mayKnowMissed(actor, factsOf(conversation), wasOffered)) return unknownConversation();
    if (conversation.liveChatState !== 'MISSED') {
      return refuse('CONFLICT', 'This chat was not missed. Choose one of the list of missed chats.', [
        'conversationId',
      ]);
    }
    if (conversation.agentId === actor.agentId) return done(conversationId);
    if (!(await tx.conversations.claimMissed(conversationId, actor.agentId))) {
      return refuse('OFFER_TAKEN', 'A colleague looks after this chat already. Load the missed chats again.', [
        'conversationId',
      ]);
    }
    return done(conversationId);
  });
}

/** Whether its latest live chat has rung at this agent, whatever became of that. */
async function wasAsked(tx: Transaction, agentId: string, { liveChatId }: ConversationRecord): Promise<boolean> {
  if (liveChatId === null) return false;
  const offers = await tx.offers.findAllOf(liveChatId);
  return offers.some((offer) => offer.agentId === agentId);
}
