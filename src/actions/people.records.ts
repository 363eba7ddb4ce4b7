/** Persons, lists and consents, as the stores hand them out. */
import type { AgentId, Attribute, ListId, PersonId, VisitorId } from '../routing/terms';

/** Somebody with an e-mail address. Who was merged into another is read as that other. */
export interface PersonRecord {
  readonly id: PersonId;
  /** Folded: compared without case. Null once the person was erased. */
  readonly email: string | null;
  /** Addresses of those who were merged into this one. */
  readonly otherEmails: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly createdAt: Date;
  readonly erasedAt: Date | null;
}

/** What is known of a visitor beyond its browser. */
export interface PersonFacts {
  /** Null: anonymous. */
  readonly personId: PersonId | null;
  readonly attributes: readonly Attribute[];
  /** Lists that the person, or this very browser, is a member of. */
  readonly lists: readonly ListId[];
  /** To which agent the account of the visitor's e-mail domain belongs; only addresses count that the page did not make up. */
  readonly ownerId: AgentId | null;
  /** Whether the workspace has owners of accounts at all. */
  readonly hasAccounts: boolean;
}

export interface PersonListRecord {
  readonly id: ListId;
  readonly name: string;
  readonly description: string | null;
  readonly members: number;
  readonly createdAt: Date;
}

export const consentPurposes = ['CHAT_HISTORY', 'MARKETING', 'PAGE_CONTEXT'] as const;
/**
 * What a visitor may allow: to keep what was said and show it again, to be written to beyond this conversation, and that what
 * the page tells is kept, its address among it. The last one acts where the workspace asks for it.
 */
export type ConsentPurpose = (typeof consentPurposes)[number];

export interface ConsentRecord {
  readonly visitorId: VisitorId;
  readonly purpose: ConsentPurpose;
  readonly granted: boolean;
  /** The last time of each; null: never. */
  readonly grantedAt: Date | null;
  readonly withdrawnAt: Date | null;
}
