import { attributeKey, isTrustedForAccountRouting as isTrusted } from '../routing/attributes';
import { readValue } from '../routing/attribute-values';
import { foldEmail, identify } from '../routing/identity';
import { isPreview } from '../routing/preview';
import type { Attribute, PersonId, VisitorId } from '../routing/terms';
import type { Identity, Ports, Transaction } from './ports';
import type { ConversationRecord } from './records';

export interface VisitorSaid {
  readonly visitorId: VisitorId;
  /** In which it was said, locked or new; null: in none (staff, an integration). */
  readonly conversation: ConversationRecord | null;
  /** All that one step sets, together, in the definitions' own spelling. */
  readonly attributes: readonly Attribute[];
  /** Where the caller has locked an identity already; null or another address: it is locked here. */
  readonly identity?: ForeseenIdentity | null;
}

/** Whose an address is, asked for before it was known that it counts. */
export interface ForeseenIdentity extends Identity {
  readonly visitorId: VisitorId;
  /** Folded. */
  readonly email: string;
}

/** A step, behind the conversation's lock and in one breath with it: what looks like an address will probably be one. */
export async function foreseeIdentity(
  tx: Transaction,
  visitorId: VisitorId,
  value: string | null,
): Promise<ForeseenIdentity | null> {
  const read = value === null ? null : readValue(value, 'EMAIL', []);
  if (read === null || !read.ok) return null;
  const email = foldEmail(read.value);
  return { visitorId, email, ...(await tx.people.lockIdentity(visitorId, email)) };
}

/**
 * A step, inside the transaction of whoever heard it: the visitor's attributes, and who the visitor is once an e-mail address
 * is among them. Answers the person that the visitor has become, null where nothing about that has changed. Costs a round
 * trip where there is an address that was not foreseen, else none.
 *
 * Comes before the routing lock and before the conversation's play is written: it waits for the visitor's row, and whoever
 * waits for it must hold no play of that visitor. A play that is inserted behind it takes the answered person. In a preview
 * nobody is anybody: the visitor's attributes are set, and nothing else.
 */
export async function visitorIdentify(ports: Ports, tx: Transaction, said: VisitorSaid): Promise<PersonId | null> {
  const { visitorId, conversation, attributes } = said;
  const email = attributes.findLast((one) => attributeKey(one.name) === 'email' && isTrusted(one.source));
  if (conversation !== null && isPreview(conversation)) {
    tx.visitors.setAttributes(visitorId, attributes);
    return null;
  }
  if (email !== undefined) return identifyBy(ports, tx, said, foldEmail(email.value));
  tx.visitors.setAttributes(visitorId, attributes);
  tx.people.learnFrom(visitorId);
  return null;
}

async function identifyBy(ports: Ports, tx: Transaction, said: VisitorSaid, email: string): Promise<PersonId | null> {
  const { visitorId, conversation, attributes, identity } = said;
  const isKnown = identity?.visitorId === visitorId && identity.email === email;
  const { personId: former, ownerId: owner } = isKnown ? identity : await tx.people.lockIdentity(visitorId, email);
  // The token is the cookie: whoever is known here was known by it.
  const move = identify({ person: former, cookieIsNew: false, owner });
  if (move === 'UPDATE') {
    tx.visitors.setAttributes(visitorId, attributes);
    tx.people.learnFrom(visitorId);
    return null;
  }
  const personId = owner ?? ports.newId<'Person'>();
  if (owner === null) tx.people.insert({ id: personId, email });
  // Somebody else sits here now: what the one before said of themselves went with them. What was said in this conversation
  // stays, since a corrected address looks the same as another person's.
  if (former !== null) tx.visitors.forgetSaid(visitorId, conversation?.startedAt ?? tx.now);
  tx.visitors.setAttributes(visitorId, attributes);
  tx.people.attach(visitorId, { personId, former });
  tx.people.learnFrom(visitorId);
  tx.emit({
    conversationId: conversation?.id ?? null,
    visitorId: null,
    agentId: conversation?.agentId ?? null,
    onlyAgent: false,
    type: 'VISITOR_IDENTIFIED',
    personId,
    acquired: owner === null,
  });
  return personId;
}
