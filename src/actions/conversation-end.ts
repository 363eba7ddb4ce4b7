import type { Actor } from '../auth/actor';
import { mayEnd } from '../auth/policy';
import { closesWithoutLiveChat } from '../routing/conversation';
import { done, type Outcome } from '../routing/refusal';
import { assertNever, type ConversationId } from '../routing/terms';
import { conversationClose } from './conversation-close';
import { factsOf, refuseOutsider, wasServedBy } from './conversation-facts';
import { liveChatEnd } from './live-chat-end';
import { inStep, type Running } from './live-chat-held';
import { moveOf } from './live-chat-move';
import { offerSettle } from './offer-settle';
import type { Ports, Transaction } from './ports';
import { queueLeave } from './queue-wait';
import type { ConversationRecord, LiveChatRecord, OfferRecord } from './records';
import { unknownConversation } from './refusals';
import { chatEnded } from './system-texts';

export interface ConversationEndInput {
  readonly conversationId: ConversationId;
}

type EndedBy = 'VISITOR_ENDED' | 'STAFF_ENDED';

/** Ends it in whatever state it is; ending an ended one again answers the same. */
export async function conversationEnd(
  ports: Ports,
  actor: Actor,
  input: ConversationEndInput,
): Promise<Outcome<ConversationId>> {
  const about = { visitorId: actor.kind === 'VISITOR' ? actor.visitorId : null, conversationId: input.conversationId };
  return ports.sharedRequests(actor.workspaceId, about, async (tx) => {
    const { conversationId: id } = input;
    // Its chat, and what rings for it, are changed by whoever holds its lock alone: they are looked at behind it, in one breath.
    const [conversation, chat, pending] = await Promise.all([
      tx.conversations.lock(id),
      tx.liveChats.findLatestOf(id),
      tx.offers.findPendingOf(id),
    ]);
    if (conversation === null) return unknownConversation();
    // Its agent may have ended it a moment ago and asks again because the answer was lost.
    if (!wasServedBy(actor, conversation) && !mayEnd(actor, factsOf(conversation))) {
      return refuseOutsider(tx, actor, conversation, 'Only its visitor, its agent and who manages agents end a chat.');
    }
    if (conversation.status !== 'OPEN') return done(conversation.id);
    const by: EndedBy = actor.kind === 'VISITOR' ? 'VISITOR_ENDED' : 'STAFF_ENDED';
    tx.conversations.save(await end(ports, tx, { conversation, chat, pending }, by));
    return done(conversation.id);
  });
}

interface Ending {
  readonly conversation: ConversationRecord;
  /** Null: it never came to one. */
  readonly chat: LiveChatRecord | null;
  readonly pending: OfferRecord | null;
}

async function end(
  ports: Ports,
  tx: Transaction,
  { conversation, chat, pending }: Ending,
  by: EndedBy,
): Promise<ConversationRecord> {
  if (chat === null) return conversationClose(tx, conversation, closesWithoutLiveChat(by));
  const running = { conversation, chat };
  switch (chat.state) {
    case 'ROUTING':
    case 'WAITING':
    case 'OFFERED':
      return abandon(tx, { running, pending }, by);
    case 'CONNECTED':
      await tx.routing.lock();
      return liveChatEnd(ports, tx, running, { by, lastWords: chatEnded(), pending });
    case 'ENDED':
    case 'MISSED':
    case 'ABANDONED':
      return conversationClose(tx, conversation, closesWithoutLiveChat(by));
    default:
      return assertNever(chat.state);
  }
}

/** Nobody waits any more: the offer is withdrawn, and its place is free. */
async function abandon(
  tx: Transaction,
  { running, pending }: { readonly running: Running; readonly pending: OfferRecord | null },
  by: EndedBy,
): Promise<ConversationRecord> {
  const [offer] = await Promise.all([pending === null ? null : tx.offers.lock(pending.id), tx.routing.lock()]);
  if (offer !== null) offerSettle(tx, offer, { state: 'WITHDRAWN', declineReason: null });
  queueLeave(tx, running.chat);
  const move = moveOf(running.chat, by);
  const chat: LiveChatRecord = { ...running.chat, state: move.state, endedAt: tx.now };
  tx.liveChats.save(chat);
  return conversationClose(tx, inStep(running.conversation, chat).conversation, move.closes ?? 'DROPPED');
}
