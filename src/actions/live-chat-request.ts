import { everythingKnown } from '../routing/attributes';
import { decide, type RoutingPicture } from '../routing/decide';
import { keptOut, limitReached } from '../routing/fall-through';
import type { Decision } from '../routing/terms';
import type { LiveChatCard } from '../streams/script';
import { audienceOf } from './conversation-line';
import { isKeptOut } from './kept-out';
import { liveChatFollow } from './live-chat-follow';
import { inStep, type Running } from './live-chat-held';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, LiveChatRecord, UsageRecord } from './records';
import { findPicture } from './routing-picture';
import { tellUsage } from './usage-mail';

/** The card, its fallback message the one that counts where the package does not: the card's own, else the dialog's. */
type RequestedBy = Omit<LiveChatCard, 'kind' | 'next' | 'translations'>;

/**
 * A step, inside the transaction of whoever came to the live chat card: asks for an agent. The conversation is locked (or
 * new) and comes back either with a ringing offer or closed behind the fallback message; the caller saves it.
 */
export async function liveChatRequest(
  ports: Ports,
  tx: Transaction,
  conversation: ConversationRecord,
  card: RequestedBy,
): Promise<ConversationRecord> {
  // All in one breath behind the lock: every workspace's requests queue on it, so each round trip under it counts.
  // Who asks is nobody's but this transaction's to change: that is looked up on the way to the lock.
  const [visitor, person, , workspace, usage, picture] = await Promise.all([
    tx.visitors.find(conversation.visitorId),
    tx.people.findFacts(conversation.visitorId),
    tx.routing.lock(),
    tx.workspace.find(),
    tx.usage.find(),
    findPicture(tx, { routing: card.routing, attempt: 1 }),
  ]);
  const { settings } = workspace;
  const attributes = everythingKnown(visitor?.attributes ?? [], person.attributes);
  const requested = requestedChat(ports, tx, conversation, card);
  tx.emit({ ...audienceOf(requested.conversation), type: 'LIVE_CHAT_REQUESTED' });
  const decision = isKeptOut(workspace, attributes.get('email'))
    ? keptOut(card.routing.strategy)
    : decideWithinLimit(tx, { requested, picture: { ...picture, settings }, usage, attributes });
  const running = await liveChatFollow(ports, tx, requested, { decision, workspace });
  return running.conversation;
}

function requestedChat(ports: Ports, tx: Transaction, conversation: ConversationRecord, card: RequestedBy): Running {
  const chat: LiveChatRecord = {
    id: ports.newId(),
    conversationId: conversation.id,
    state: 'ROUTING',
    routing: card.routing,
    acceptWindowSeconds: card.acceptWindowSeconds,
    maxAttempts: card.attempts ?? null,
    fallbackMessage: card.fallbackMessage ?? null,
    bookingCard: card.fallbackBooking === true ? card.key : null,
    steps: null,
    step: 0,
    stepAttempts: 0,
    queue: null,
    waitingSince: null,
    messageCard: null,
    attempts: 0,
    requestedAt: tx.now,
    agentId: null,
    agentName: null,
    agentAvatarHash: null,
    connectedAt: null,
    warnedForEndAt: null,
    endedAt: null,
    endReason: null,
  };
  return inStep({ ...conversation, agentId: null }, chat);
}

/**
 * Nobody is asked once the package is used up. A request is counted only where it produces an offer. What is used was read
 * behind the routing lock, and neither it nor the limit changes but behind that lock: there is nothing to wait for.
 */
function decideWithinLimit(
  tx: Transaction,
  ask: {
    readonly requested: Running;
    readonly picture: RoutingPicture;
    readonly usage: UsageRecord;
    readonly attributes: ReadonlyMap<string, string>;
  },
): Decision {
  const { routing } = ask.requested.chat;
  const { liveChatEngagementLimit: limit, liveChatEngagements: used } = ask.usage;
  if (limit !== null && used >= limit) {
    tellUsage(tx, { what: 'LIVE_CHATS', used: limit, limit });
    return limitReached(routing.strategy);
  }
  const { attributes } = ask;
  const decision = decide({ routing, attributes, tried: new Set(), attempt: 1 }, ask.picture);
  if (decision.agentId === null) return decision;
  tx.usage.countLiveChatEngagement();
  tellUsage(tx, { what: 'LIVE_CHATS', used: used + 1, limit });
  return decision;
}
