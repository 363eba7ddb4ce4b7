/** Persons, lists and consents inside a transaction. See ports.ts for the rules of order. */
import type { Attribute, PersonId, VisitorId } from '../routing/terms';
import type { PersonFacts } from './people.records';

export type * from './people.records';

/** Who the visitor is, and whose the address is; those who were merged are told as whom they were merged into. */
export interface Identity {
  readonly personId: PersonId | null;
  readonly ownerId: PersonId | null;
}

export interface PersonStore {
  /** Person, attributes and lists of a visitor, in one statement: ask for it in the breath in which you ask for the rest. */
  findFacts(visitorId: VisitorId): Promise<PersonFacts>;
  /** The visitor, then the address, both held until commit: two who give one new address at once make one person. */
  lockIdentity(visitorId: VisitorId, email: string): Promise<Identity>;
  insert(person: { readonly id: PersonId; readonly email: string }): void;
  /**
   * The visitor is that person's from now on. Of its conversations, those of nobody become this person's; where it was
   * another's before, those that have ended stay (or become) the former's, and the open ones go on as the new one's.
   */
  attach(visitorId: VisitorId, to: { readonly personId: PersonId; readonly former: PersonId | null }): void;
  /** The visitor's person learns what the visitor said (all but the page's word); nothing where there is no person. */
  learnFrom(visitorId: VisitorId): void;
  /** What was said of the person; the latest word wins unless a stronger source said it before. */
  setAttributes(id: PersonId, attributes: readonly Attribute[]): void;
}
