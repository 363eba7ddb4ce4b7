/**
 * An agent takes the chat that rings. Locks: conversation → offer → agent (by the update of its row); the routing lock is not
 * needed, because the place that was reserved only becomes a chat and nobody else's turn changes.
 */
import type { Actor } from '../auth/actor';
import { mayDecideOffer } from '../auth/policy';
import { accept } from '../routing/offer';
import { done, type Outcome } from '../routing/refusal';
import type { ConversationId, OfferId } from '../routing/terms';
import { audienceOf, say } from './conversation-line';
import { scheduleIdleness } from './idle-clock';
import { holdOffer, inStep, type Ringing } from './live-chat-held';
import { moveOf } from './live-chat-move';
import { offerPassOn } from './offer-pass-on';
import { offerSettle } from './offer-settle';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, LiveChatRecord } from './records';
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
    const ringing = await holdOffer(tx, input.offerId, (offer) => mayDecideOffer(actor, offer));
    if (ringing === null) return unknownOffer();
    const answer = accept(ringing.offer, tx.now);
    if (!answer.ok) {
      // Came behind `expiresAt` but before the timer: the expiry wins, and there is no reason to let the next one wait.
      if (ringing.offer.state === 'PENDING') await offerPassOn(ports, tx, ringing, { state: 'EXPIRED' });
      return answer;
    }
    if (answer.value.changed) await connect(ports, tx, ringing);
    return done({ offerId: ringing.offer.id, conversationId: ringing.conversation.id });
  });
}

async function connect(ports: Ports, tx: Transaction, ringing: Ringing): Promise<void> {
  const { offer } = ringing;
  const [agent, workspace] = await Promise.all([tx.agents.find(offer.agentId), tx.workspace.find()]);
  if (agent === null) throw new Error(`Offer ${offer.id} was made to an agent who does not exist.`);
  offerSettle(tx, offer, { state: 'ACCEPTED', declineReason: null });
  const chat: LiveChatRecord = {
    ...ringing.chat,
    state: moveOf(ringing.chat, 'ACCEPTED').state,
    agentId: agent.id,
    // As they are now: the name and the picture stay the same until the chat ends, whatever the agent changes meanwhile.
    agentName: agent.name,
    agentAvatarHash: agent.avatarHash,
    connectedAt: tx.now,
  };
  tx.liveChats.save(chat);
  const taken: ConversationRecord = { ...ringing.conversation, agentId: agent.id, lastActivityAt: tx.now };
  const { conversation } = inStep(taken, chat);
  tx.emit({ ...audienceOf(conversation), type: 'LIVE_CHAT_CONNECTED' });
  tx.conversations.save(say(ports, tx, conversation, agentJoined(agent.name)).conversation);
  scheduleIdleness(tx, chat, { lastActivityAt: tx.now, settings: workspace.settings });
}
