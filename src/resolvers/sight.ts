/**
 * What the caller may see of a loaded thing. The right is always asked of the row, never of an id; and a thing that may not be
 * seen is answered like one that does not exist.
 */
import type { ConversationRecord, OfferRecord, VisitorRecord } from '../actions/records';
import { maySeeOffer, seesWholeWorkspace, type Sight, sightOf } from '../auth/policy';
import { isPreview } from '../routing/preview';
import type { Scope } from './context';

/**
 * A pending offer can only widen what the conversation alone allows, so it is loaded only where that is not enough: for an
 * agent without a permission to view. That keeps the pages of everyone else at their few statements.
 */
export async function sightOn(scope: Scope, conversation: ConversationRecord): Promise<Sight> {
  const { actor, loaders } = scope;
  const least = sightOf(actor, factsOf(conversation, null));
  if (least !== 'NONE' || actor.kind !== 'AGENT') return least;
  const offer = await loaders.pendingOfferOfConversation.load(conversation.id);
  return sightOf(actor, factsOf(conversation, offer));
}

export function factsOf(conversation: ConversationRecord, offer: OfferRecord | null): Parameters<typeof sightOf>[1] {
  const { visitorId, status, agentId, guestAgentId, listenerIds, liveChatState } = conversation;
  const preview = isPreview(conversation);
  return {
    visitorId,
    status,
    agentId,
    guestAgentId,
    listenerIds,
    liveChatState,
    ringingFor: offer?.agentId ?? null,
    preview,
  };
}

/** The conversation, or null where it is unknown or not for the caller. */
export async function seenConversation(scope: Scope, id: string): Promise<ConversationRecord | null> {
  const conversation = await scope.loaders.conversation.load(id);
  if (conversation === null) return null;
  return (await sightOn(scope, conversation)) === 'NONE' ? null : conversation;
}

export async function seenOffer(scope: Scope, id: string): Promise<OfferRecord | null> {
  const offer = await scope.loaders.offer.load(id);
  return offer !== null && maySeeOffer(scope.actor, offer) ? offer : null;
}

/** A visitor with how much of it is shown: while an offer rings, name and page, nothing that was said. */
export interface VisitorSource {
  readonly visitor: VisitorRecord;
  readonly sight: Exclude<Sight, 'NONE'>;
}

/** How many of a visitor's newest conversations are asked whether they open the visitor to an agent. */
const askedConversations = 20;

/** A visitor found by id: the own one, anyone's for who sees the workspace, and for an agent those of visible conversations. */
export async function seenVisitor(scope: Scope, id: string): Promise<VisitorSource | null> {
  const { actor } = scope;
  if (actor.kind === 'VISITOR' && actor.visitorId !== id) return null;
  const visitor = await scope.loaders.visitor.load(id);
  if (visitor === null) return null;
  if (actor.kind === 'VISITOR' || seesWholeWorkspace(actor)) return { visitor, sight: 'WHOLE' };
  if (actor.kind !== 'AGENT') return null;
  const { rows } = await scope.reads.conversationsOfVisitor(visitor.id, {
    limit: askedConversations,
    direction: 'FORWARD',
    after: null,
    before: null,
    withTotal: false,
  });
  const sights = await Promise.all(rows.map(({ row }) => sightOn(scope, row)));
  if (sights.includes('WHOLE')) return { visitor, sight: 'WHOLE' };
  return sights.includes('RINGING') ? { visitor, sight: 'RINGING' } : null;
}
