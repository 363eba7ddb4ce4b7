import { everythingKnown } from '../routing/attributes';
import { decide } from '../routing/decide';
import { whatNext } from '../routing/fall-through';
import type { AgentId, Decision, RoutingSettings } from '../routing/terms';
import { liveChatFollow } from './live-chat-follow';
import type { Ringing, Running } from './live-chat-held';
import { offerSettle } from './offer-settle';
import type { Ports, Transaction } from './ports';
import { findPicture } from './routing-picture';

/** Why it rings no more, when nobody accepted it. */
export type Unanswered =
  { readonly state: 'DECLINED'; readonly reason: string | null } | { readonly state: 'EXPIRED' | 'WITHDRAWN' };

/**
 * A step: settles the pending offer, which frees its place, and offers the chat to the next candidate; with none left, or no
 * attempt, or no time, the visitor gets the fallback and the chat is missed. Saves all that it changes.
 */
export async function offerPassOn(
  ports: Ports,
  tx: Transaction,
  ringing: Ringing,
  unanswered: Unanswered,
): Promise<void> {
  const { visitorId } = ringing.conversation;
  const [visitor, person, , workspace, offers] = await Promise.all([
    tx.visitors.find(visitorId),
    tx.people.findFacts(visitorId),
    tx.routing.lock(),
    tx.workspace.find(),
    tx.offers.findAllOf(ringing.chat.id),
  ]);
  const declineReason = unanswered.state === 'DECLINED' ? unanswered.reason : null;
  offerSettle(tx, ringing.offer, { state: unanswered.state, declineReason });
  const { settings } = workspace;
  const decision = await decideNext(tx, {
    running: ringing,
    settings,
    tried: new Set(offers.map((offer) => offer.agentId)),
    attributes: everythingKnown(visitor?.attributes ?? [], person.attributes),
  });
  const { conversation } = await liveChatFollow(ports, tx, ringing, { decision, workspace });
  tx.conversations.save(conversation);
}

async function decideNext(
  tx: Transaction,
  ask: {
    readonly running: Running;
    readonly settings: RoutingSettings;
    readonly tried: ReadonlySet<AgentId>;
    readonly attributes: ReadonlyMap<string, string>;
  },
): Promise<Decision> {
  const { settings, tried, attributes } = ask;
  const { routing, attempts, maxAttempts, requestedAt } = ask.running.chat;
  const next = whatNext({ routing, attempts, maxAttempts, requestedAt, now: tx.now, settings });
  if (next.kind === 'FALL_BACK') return next.decision;
  const { attempt } = next;
  const picture = await findPicture(tx, { routing, attempt });
  return decide({ routing, attributes, tried, attempt }, { ...picture, settings });
}
