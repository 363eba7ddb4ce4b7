/** Refusals in the words of the visitor who reads them: the language of the conversation, else English. */
import type { Actor, InviteeActor, VisitorActor } from '../auth/actor';
import { refuseAll, type Outcome } from '../routing/refusal';
import { refusalIn } from '../routing/refusal-words';
import type { ConversationId } from '../routing/terms';
import { systemLanguageOf } from '../streams/message-left-words';
import type { Ports } from './ports';

export function inLanguage<T>(outcome: Outcome<T>, language: string | null): Outcome<T> {
  if (outcome.ok) return outcome;
  const spoken = systemLanguageOf(language);
  return refuseAll(outcome.refusals.map((refusal) => refusalIn(refusal, spoken)));
}

/** No staff: whoever came as a visitor, or with a link that the visitor was sent. */
export function isOnTheOtherSide(actor: Actor | InviteeActor): actor is VisitorActor | InviteeActor {
  return actor.kind === 'VISITOR' || actor.kind === 'INVITEE';
}

/**
 * For verbs that refuse before they have read the conversation, or without it. Only a refusal costs the reading. Staff read
 * English, and nobody learns the language of another's conversation.
 */
export async function inVisitorsLanguage<T>(
  ports: Ports,
  actor: Actor | InviteeActor,
  id: ConversationId,
  outcome: Outcome<T>,
): Promise<Outcome<T>> {
  if (outcome.ok || outcome.refusals.every(({ words }) => words === undefined)) return outcome;
  if (!isOnTheOtherSide(actor)) return inLanguage(outcome, null);
  const language = await ports.work(actor.workspaceId, async (tx) => {
    const [conversation, play] = await Promise.all([tx.conversations.find(id), tx.play.find(id)]);
    // Whoever holds a meeting's link was written to in that language.
    const isOwn = actor.kind === 'INVITEE' || conversation?.visitorId === actor.visitorId;
    return isOwn ? (play?.language ?? null) : null;
  });
  return inLanguage(outcome, language);
}
