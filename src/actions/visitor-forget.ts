import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { PersonId, VisitorId } from '../routing/terms';
import { conversationClose } from './conversation-close';
import type { ErasureSubject, Ports, Transaction } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface VisitorForgetInput {
  /** Exactly one of the two. A visitor who is known stands for the person with all browsers. */
  readonly visitorId: VisitorId | null;
  readonly personId: PersonId | null;
}
export interface Forgotten {
  readonly visitors: number;
  readonly conversations: number;
}

/** What stands where something was said. */
export const erasedText = '[erased]';

/**
 * Forgets somebody for good: name, addresses, attributes, consents, lists, pages, what was said on either side, and the mails
 * about it. Numbers stay what they were: conversations, messages, goals and times keep their rows, without a word in them. The
 * browsers' tokens end, and whoever comes back is somebody new. A running chat and a meeting ahead are refused: both need a
 * name until they are over.
 */
export async function visitorForget(
  ports: Ports,
  actor: Actor,
  { visitorId, personId }: VisitorForgetInput,
): Promise<Outcome<Forgotten>> {
  if (!may(actor, 'privacy.manage')) return notAllowed('forget visitors');
  const of = visitorId !== null ? { visitorId } : personId !== null ? { personId } : null;
  if (of === null || (visitorId !== null && personId !== null)) {
    return refuse('INVALID', 'Say whom to forget: a visitor or a person, one of the two.', ['visitorId']);
  }
  const field = [visitorId === null ? 'personId' : 'visitorId'];
  return ports.work(actor.workspaceId, async (tx) => {
    const seen = await tx.privacy.findSubject(of);
    if (seen === null) return unknown(visitorId === null ? 'person' : 'visitor', field);
    const conversations = await Promise.all(seen.openConversationIds.map((id) => tx.conversations.lock(id)));
    if (conversations.some((one) => one !== null && isLive(one.liveChatState))) {
      return refuse('CONFLICT', 'A live chat with this visitor is running. End it first.', field);
    }
    await tx.privacy.lockVisitors(seen.visitorIds);
    await tx.people.lockMerging();
    await tx.people.lockEmails(seen.emails);
    const subject = await tx.privacy.findSubject(of);
    if (subject === null) return unknown('person', field);
    if (subject.meetingsAhead > 0) {
      return refuse('CONFLICT', 'A meeting with this person is still to come. Cancel it first.', field);
    }
    for (const conversation of conversations) {
      if (conversation?.status === 'OPEN') tx.conversations.save(conversationClose(tx, conversation, 'DROPPED'));
    }
    erase(tx, subject);
    return done({ visitors: subject.visitorIds.length, conversations: subject.conversationIds.length });
  });
}

function isLive(state: string | null): boolean {
  return state === 'ROUTING' || state === 'WAITING' || state === 'OFFERED' || state === 'CONNECTED';
}

function erase(tx: Transaction, subject: ErasureSubject): void {
  for (const visitorId of subject.visitorIds) tx.sessions.revokeAllOf(visitorId);
  tx.privacy.erase(subject, erasedText);
}
