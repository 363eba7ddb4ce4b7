/**
 * An agent takes the chat that rings. Locks: conversation → offer → agent (by the update of its row); for a visitor's request the
 * routing lock is not needed, because the place that was reserved only becomes a chat and nobody else's turn changes.
 */
import type { Actor } from '../auth/actor';
import { mayDecideOffer } from '../auth/policy';
import { accept } from '../routing/offer';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import { type AgentId, assertNever, type ConversationId, type OfferId } from '../routing/terms';
import { chatMove, guestJoin, type NewAgent } from './chat-move';
import { audienceOf, say } from './conversation-line';
import { scheduleIdleness } from './idle-clock';
import { holdOffer, inStep, type Ringing, type Running } from './live-chat-held';
import { moveOf } from './live-chat-move';
import { offerPassOn } from './offer-pass-on';
import { offerSettle } from './offer-settle';
import type { Ports, Transaction } from './ports';
import type { AgentRecord, ConversationRecord, LiveChatRecord, WorkspaceRecord } from './records';
import { unknownOffer } from './refusals';
import { agentJoined } from './system-texts';

export interface OfferAcceptInput {
  readonly offerId: OfferId;
}
export interface OfferAccepted {
  readonly offerId: OfferId;
  readonly conversationId: ConversationId;
}

export async function offerAccept(
  ports: Ports,
  actor: Actor,
  input: OfferAcceptInput,
): Promise<Outcome<OfferAccepted>> {
  return ports.work(actor.workspaceId, async (tx) => {
    const ringing = await holdOffer(tx, input.offerId, {
      isWanted: (offer) => mayDecideOffer(actor, offer),
      beside: (offer) => findTaker(tx, offer.agentId),
    });
    if (ringing === null) return unknownOffer();
    const answer = accept(ringing.offer, tx.now);
    if (!answer.ok) {
      // Came behind `expiresAt` but before the timer: the expiry wins, and there is no reason to let the next one wait.
      if (ringing.offer.state === 'PENDING') await offerPassOn(ports, tx, ringing, { state: 'EXPIRED' });
      return answer;
    }
    if (answer.value.changed) {
      const refused = await take(ports, tx, ringing, ringing.beside);
      if (refused !== null) return refused;
    }
    return done({ offerId: ringing.offer.id, conversationId: ringing.conversation.id });
  });
}

interface Taker {
  readonly agent: AgentRecord | null;
  readonly settings: WorkspaceRecord['settings'];
}

async function findTaker(tx: Transaction, agentId: AgentId): Promise<Taker> {
  const [agent, { settings }] = await Promise.all([tx.agents.find(agentId), tx.workspace.find()]);
  return { agent, settings };
}

/** Null: taken. Whoever may take live chats no longer is told so, and the chat goes on to the next. */
async function take(
  ports: Ports,
  tx: Transaction,
  ringing: Ringing,
  { agent, settings }: Taker,
): Promise<Refused | null> {
  const { offer } = ringing;
  // A handover frees a place, too, and touches two agents: behind the routing lock no two of those can wait for each other.
  if (offer.kind !== 'REQUEST') await tx.routing.lock();
  if (agent === null) throw new Error(`Offer ${offer.id} was made to an agent who does not exist.`);
  if (!agent.active || !agent.permissions.includes('LIVE_CHAT_TAKE')) {
    await offerPassOn(ports, tx, ringing, { state: 'WITHDRAWN' });
    return refuse('OFFER_WITHDRAWN', 'You may no longer take live chats. Ask somebody who manages the agents.', [
      'offerId',
    ]);
  }
  offerSettle(tx, offer, { state: 'ACCEPTED', declineReason: null });
  switch (offer.kind) {
    case 'REQUEST':
      connect(ports, tx, ringing, { agent, settings });
      break;
    case 'TRANSFER':
      tx.conversations.save(chatMove(ports, tx, ringing, { agent, settings }).conversation);
      break;
    case 'INVITE':
      tx.conversations.save(guestJoin(ports, tx, ringing.conversation, agent));
      break;
    default:
      assertNever(offer.kind);
  }
  return null;
}

export function connect(ports: Ports, tx: Transaction, running: Running, { agent, settings }: NewAgent): void {
  const chat: LiveChatRecord = {
    ...running.chat,
    state: moveOf(running.chat, 'ACCEPTED').state,
    agentId: agent.id,
    // As they are now: the name and the picture stay the same until the chat ends, whatever the agent changes meanwhile.
    agentName: agent.name,
    agentAvatarHash: agent.avatarHash,
    connectedAt: tx.now,
  };
  tx.liveChats.save(chat);
  const taken: ConversationRecord = { ...running.conversation, agentId: agent.id, lastActivityAt: tx.now };
  const { conversation } = inStep(taken, chat);
  tx.emit({ ...audienceOf(conversation), type: 'LIVE_CHAT_CONNECTED' });
  tx.conversations.save(say(ports, tx, conversation, agentJoined(agent.name)).conversation);
  scheduleIdleness(tx, chat, { lastActivityAt: tx.now, settings });
}
