/**
 * A supervisor makes somebody else's chat the own one: one that runs, one that rings, or one whose visitor waits. Locks:
 * conversation → offer → routing → agents. What rings for it is withdrawn in the same commit, so an accept either came before,
 * and is what is taken over, or finds its offer withdrawn.
 */
import type { Actor, AgentActor } from '../auth/actor';
import { maySupervise } from '../auth/policy';
import { capacityOf, hasRoom } from '../routing/capacity';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import { assertNever, type ConversationId } from '../routing/terms';
import { chatMove, withoutAgent } from './chat-move';
import { audit, notPermitted, notRunning } from './chat-watching';
import { factsOf } from './conversation-facts';
import type { Running } from './live-chat-held';
import { connect } from './offer-accept';
import { agentChanged, offerSettle } from './offer-settle';
import type { Ports, Transaction } from './ports';
import { queueLeave } from './queue-wait';
import type { LiveChatRecord, UsageRecord } from './records';
import { unknownConversation } from './refusals';
import { countServed } from './served-count';

export interface ChatTakeOverInput {
  readonly conversationId: ConversationId;
}

export async function chatTakeOver(
  ports: Ports,
  actor: Actor,
  { conversationId }: ChatTakeOverInput,
): Promise<Outcome<ConversationId>> {
  return ports.work(actor.workspaceId, async (tx) => {
    const conversation = await tx.conversations.lock(conversationId);
    if (conversation === null) return unknownConversation();
    if (!maySupervise(actor, 'CHATS_TAKE_OVER', factsOf(conversation))) return notPermitted('take over chats');
    if (conversation.status !== 'OPEN' || conversation.liveChatId === null) return notRunning();
    const chat = await tx.liveChats.find(conversation.liveChatId);
    if (chat === null) return notRunning();
    if (chat.state === 'CONNECTED' && conversation.agentId === actor.agentId) return done(conversationId);
    const refused = await takeOver(ports, tx, actor, { conversation, chat });
    return refused ?? done(conversationId);
  });
}

/** Null: done. */
async function takeOver(ports: Ports, tx: Transaction, actor: AgentActor, running: Running): Promise<Refused | null> {
  const { conversation, chat } = running;
  const [pending, , workspace, usage] = await Promise.all([
    tx.offers.findPendingOf(conversation.id),
    tx.routing.lock(),
    tx.workspace.find(),
    tx.usage.find(),
  ]);
  const { settings } = workspace;
  const notNow = whyNotNow(chat, usage);
  if (notNow !== null) return notNow;
  const agent = await tx.agents.lock(actor.agentId);
  if (agent === null || !agent.active) return notPermitted('take over chats');
  const isOwn = pending?.agentId === agent.id;
  if (!isOwn && conversation.guestAgentId !== agent.id) {
    const { activeChats, pendingOffers, capacity } = agent;
    if (!hasRoom({ taken: activeChats + pendingOffers, capacity: capacityOf(capacity, settings.defaultCapacity) })) {
      return refuse('AT_CAPACITY', 'You have as many chats as you take. End or hand over one of them first.');
    }
    tx.agents.reserve(agent.id);
    tx.agents.seat(agent.id);
  }
  // Behind the last refusal: what is refused is counted nowhere.
  if (isUncounted(chat)) countServed(tx, { workspace, usage });
  // What rings at the caller is taken by this; what rings at somebody else rings no more.
  if (pending !== null) offerSettle(tx, pending, { state: isOwn ? 'ACCEPTED' : 'WITHDRAWN', declineReason: null });
  audit(ports, tx, actor, { action: 'TAKEN_OVER', conversation, detail: chat.state });
  if (chat.state === 'CONNECTED') {
    tx.conversations.save(chatMove(ports, tx, running, { agent, settings }).conversation);
  } else {
    // Whoever waited in the queue waits no more, and those behind move up.
    queueLeave(tx, chat);
    const listenerIds = withoutAgent(conversation.listenerIds, agent.id);
    connect(ports, tx, { chat, conversation: { ...conversation, listenerIds } }, { agent, settings });
  }
  agentChanged(tx, { agentId: agent.id });
  return null;
}

/** Waits, and nobody was offered it yet: it counts from here on. Whoever was found once before has been counted then. */
function isUncounted({ state, attempts }: LiveChatRecord): boolean {
  return state === 'WAITING' && attempts === 0;
}

/** The package's limit holds for a supervisor, too. */
function whyNotNow(chat: LiveChatRecord, usage: UsageRecord): Refused | null {
  const { liveChatEngagements: used, liveChatEngagementLimit: limit } = usage;
  switch (chat.state) {
    case 'CONNECTED':
    case 'OFFERED':
      return null;
    case 'WAITING':
      return isUncounted(chat) && limit !== null && used >= limit
        ? refuse('LIMIT_REACHED', 'The live chats of your package are used up. Raise the limit first.')
        : null;
    case 'ROUTING':
      return refuse('CONFLICT', 'An agent is being chosen this very moment. Try again in a few seconds.', [
        'conversationId',
      ]);
    case 'ENDED':
    case 'MISSED':
    case 'ABANDONED':
      return notRunning();
    default:
      return assertNever(chat.state);
  }
}
