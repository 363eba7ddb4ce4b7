/** Persons, lists and consents: inside a transaction (see ports.ts for the rules of order), and as the graph reads them. */
import type {
  AgentId,
  Attribute,
  AttributeSource,
  ConversationId,
  DialogId,
  ListId,
  PersonId,
  RuleId,
  VisitorId,
} from '../routing/terms';
import type { ConsentPurpose, ConsentRecord, PersonFacts, PersonListRecord, PersonRecord } from './people.records';
import type { Page, PageRequest } from './pages';
import type { VisitorRecord } from './records';

export type * from './people.records';

/** Who the visitor is, and whose the address is; those who were merged are told as whom they were merged into. */
export interface Identity {
  readonly personId: PersonId | null;
  readonly ownerId: PersonId | null;
}

export interface PersonStore {
  /** Person, attributes and lists of a visitor, in one statement: ask for it in the breath in which you ask for the rest. */
  findFacts(visitorId: VisitorId): Promise<PersonFacts>;
  /** Who was merged into another is found as that other. */
  find(id: PersonId): Promise<PersonRecord | null>;
  /** By folded address, as whom they are now. */
  findByEmails(emails: readonly string[]): Promise<ReadonlyMap<string, PersonId>>;
  /** The visitor, then the address, both held until commit: two who give one new address at once make one person. */
  lockIdentity(visitorId: VisitorId, email: string): Promise<Identity>;
  /** The visitor and its person, until commit: ahead of the routing lock where either is written behind it. */
  hold(visitorId: VisitorId): void;
  /** What takes addresses from one person to another happens one at a time in a workspace. Before any address. */
  lockMerging(): Promise<void>;
  /** All at once, or two who lock several may wait for each other. */
  lockEmails(emails: readonly string[]): Promise<void>;
  insert(person: { readonly id: PersonId; readonly email: string }): void;
  /** `written`: the address as it was given. */
  insertMany(
    persons: readonly { readonly id: PersonId; readonly email: string; readonly written: string }[],
    source: AttributeSource,
  ): void;
  /**
   * The visitor is that person's from now on, with the lists that it is on by itself. Of its conversations, those of nobody
   * become this person's; where it was another's before, those that have ended stay (or become) the former's, and the open
   * ones go on as the new one's.
   */
  attach(visitorId: VisitorId, to: { readonly personId: PersonId; readonly former: PersonId | null }): void;
  /** The visitor's person learns what the visitor said (all but the page's word); nothing where there is no person. */
  learnFrom(visitorId: VisitorId): void;
  /** What was said of the person; the latest word wins unless a stronger source said it before. */
  setAttributes(id: PersonId, attributes: readonly Attribute[]): void;
  removeAttributes(id: PersonId, names: readonly string[]): void;
  changeEmail(id: PersonId, email: string): void;
  /** Browsers, conversations and addresses of the one lead to the other from now on; no row of a conversation is touched. */
  merge(into: PersonId, other: PersonId): void;
  /** The conversation in which this agent serves the visitor right now. */
  findServed(visitorId: VisitorId, agentId: AgentId): Promise<ConversationId | null>;
}

export interface PersonListStore {
  find(id: ListId): Promise<PersonListRecord | null>;
  /** Of these, those that there are. */
  findKnown(ids: readonly ListId[]): Promise<readonly ListId[]>;
  count(): Promise<number>;
  /** Fails the commit with `person_list_one_name` where the name is taken. */
  insert(list: { readonly id: ListId; readonly name: string; readonly description: string | null }): void;
  update(id: ListId, changes: { readonly name?: string; readonly description?: string | null }): void;
  delete(id: ListId): void;
  /** Names of dialogs whose audience or cards ask about the list: working copies and what is published. */
  findUses(id: ListId): Promise<readonly string[]>;
  /** Of these visitors, those that there are, each with its person if it has one. */
  findVisitors(
    ids: readonly VisitorId[],
  ): Promise<ReadonlyMap<VisitorId, { readonly personId: PersonId | null; readonly erased: boolean }>>;
  /** Answers how many were not on it before. */
  addMembers(
    id: ListId,
    members: { readonly personIds: readonly PersonId[]; readonly visitorIds: readonly VisitorId[] },
  ): Promise<number>;
  /** Answers how many were on it. */
  removeMembers(id: ListId, memberIds: readonly (PersonId | VisitorId)[]): Promise<number>;
}

export interface ConsentStore {
  set(visitorId: VisitorId, consent: { readonly purpose: ConsentPurpose; readonly granted: boolean }): void;
  isGranted(visitorId: VisitorId, purpose: ConsentPurpose): Promise<boolean>;
}

/** Everything that belongs to somebody who is to be forgotten. */
export interface ErasureSubject {
  /** The person and all who were merged into it. */
  readonly personIds: readonly PersonId[];
  readonly visitorIds: readonly VisitorId[];
  readonly conversationIds: readonly ConversationId[];
  readonly openConversationIds: readonly ConversationId[];
  readonly emails: readonly string[];
  /** Meetings that are still to come. */
  readonly meetingsAhead: number;
}

export interface PrivacyStore {
  /** By a browser: its person with all browsers, where it has one. Null: there is no such visitor or person. */
  findSubject(of: { readonly visitorId: VisitorId } | { readonly personId: PersonId }): Promise<ErasureSubject | null>;
  lockVisitors(ids: readonly VisitorId[]): Promise<void>;
  /** What decisions about the visitor's requests keep of what was known then. */
  forgetKnown(id: VisitorId): void;
  /** What was said and known goes; rows, numbers and times stay, so that every count stays what it was. */
  erase(subject: ErasureSubject, instead: string): void;
}

/** Where an attribute is used. */
export type AttributeUse =
  | { readonly attribute: string; readonly kind: 'DIALOG'; readonly dialogId: DialogId; readonly name: string }
  | { readonly attribute: string; readonly kind: 'RULE'; readonly ruleId: RuleId; readonly name: string };

export interface PeopleReads {
  /** Who was merged into another is read as that other. */
  persons(ids: readonly PersonId[]): Promise<readonly (PersonRecord | null)[]>;
  /** Newest first. `search`: words that an address, its domain, a first or a last name begins with; each of them counts, none finds all. */
  personPage(search: string, page: PageRequest): Promise<Page<PersonRecord>>;
  visitorsOfPerson(id: PersonId, page: PageRequest): Promise<Page<VisitorRecord>>;
  personLists(ids: readonly ListId[]): Promise<readonly (PersonListRecord | null)[]>;
  personListPage(page: PageRequest): Promise<Page<PersonListRecord>>;
  /** By person, by name. */
  listsOfPersons(ids: readonly PersonId[]): Promise<readonly (readonly PersonListRecord[])[]>;
  personListMembers(id: ListId, page: PageRequest): Promise<Page<PersonListMemberRecord>>;
  /** By visitor. */
  consentsOf(ids: readonly VisitorId[]): Promise<readonly (readonly ConsentRecord[])[]>;
  /** Of every attribute, in one statement; `attribute` is its `attributeKey`. */
  attributeUses(): Promise<readonly AttributeUse[]>;
}

export interface PersonListMemberRecord {
  readonly personId: PersonId | null;
  readonly visitorId: VisitorId | null;
  readonly addedAt: Date;
}
