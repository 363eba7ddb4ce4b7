import type { Actor } from '../auth/actor';
import { type ConversationFacts, sightOf } from '../auth/policy';
import { isPreview } from '../routing/preview';
import { refuse, type Refused } from '../routing/refusal';
import { assertNever, type AgentId } from '../routing/terms';
import type { OfferStore } from './ports';
import type { ConversationStanding, OfferRecord } from './records';
import { unknownConversation } from './refusals';

/** What policy asks, from the one row. Who an offer rings for matters only to what an agent sees before the accept. */
export function factsOf(conversation: ConversationStanding, ringingFor: AgentId | null = null): ConversationFacts {
  const { visitorId, status, agentId, guestAgentId, listenerIds, liveChatState } = conversation;
  const preview = isPreview(conversation);
  return { visitorId, status, agentId, guestAgentId, listenerIds, liveChatState, ringingFor, preview };
}

/** Whether the chat was this agent's: it is told that it is over, where others are told that there is none. */
export function wasServedBy(actor: Actor, conversation: ConversationStanding): boolean {
  return actor.kind === 'AGENT' && actor.agentId === conversation.agentId && conversation.status !== 'OPEN';
}

/**
 * For whoever may not do it: "there is none", unless they may know that there is one. Only a refusal takes this look at the
 * pending offer.
 */
export async function refuseOutsider(
  tx: { readonly offers: Pick<OfferStore, 'findPendingOf'> },
  actor: Actor,
  conversation: ConversationStanding,
  whoMay: string,
): Promise<Refused> {
  const pending = await tx.offers.findPendingOf(conversation.id);
  const sight = sightOf(actor, factsOf(conversation, pending?.agentId ?? null));
  const field = ['conversationId'];
  switch (sight) {
    case 'NONE':
      return unknownConversation();
    case 'RINGING':
      // Who watches over the team sees as much, and has nothing to accept.
      return refuse('FORBIDDEN', ringsFor(actor, pending) ? 'Accept the offer first.' : whoMay, field);
    case 'WHOLE':
      return refuse('FORBIDDEN', whoMay, field);
    default:
      return assertNever(sight);
  }
}

function ringsFor(actor: Actor, pending: OfferRecord | null): boolean {
  return actor.kind === 'AGENT' && actor.agentId === pending?.agentId;
}
