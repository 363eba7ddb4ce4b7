import { everythingKnown } from '../routing/attributes';
import { whatNext } from '../routing/fall-through';
import type { Decision } from '../routing/terms';
import { handoverPassOn } from './handover';
import { liveChatDecide, type DecideAgain } from './live-chat-decide';
import { liveChatFollow } from './live-chat-follow';
import type { Ringing, Running } from './live-chat-held';
import { offerSettle } from './offer-settle';
import type { Ports, Transaction } from './ports';

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
  const declineReason = unanswered.state === 'DECLINED' ? unanswered.reason : null;
  const settlement = { state: unanswered.state, declineReason };
  if (ringing.offer.kind !== 'REQUEST') return handoverPassOn(ports, tx, ringing, settlement);
  const { visitorId } = ringing.conversation;
  const [visitor, person, , workspace, offers] = await Promise.all([
    tx.visitors.find(visitorId),
    tx.people.findFacts(visitorId),
    tx.routing.lock(),
    tx.workspace.find(),
    tx.offers.findAllOf(ringing.chat.id),
  ]);
  offerSettle(tx, ringing.offer, settlement);
  const decision = await decideNext(tx, {
    running: ringing,
    workspace,
    offers,
    attributes: everythingKnown(visitor?.attributes ?? [], person.attributes),
  });
  const { conversation } = await liveChatFollow(ports, tx, ringing, { decision, workspace });
  tx.conversations.save(conversation);
}

async function decideNext(
  tx: Transaction,
  ask: { readonly running: Running } & Pick<DecideAgain, 'workspace' | 'offers' | 'attributes'>,
): Promise<Decision> {
  const { running, workspace, offers, attributes } = ask;
  const { chat } = running;
  const next = whatNext({ ...chat, now: tx.now, settings: workspace.settings });
  return next.kind === 'FALL_BACK' ? next.decision : liveChatDecide(tx, { chat, workspace, offers, attributes });
}
