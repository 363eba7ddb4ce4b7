/**
 * What an action needs of the world, as interfaces. Stores implement them; an action never sees SQL, a clock or a socket.
 *
 * Inside a transaction, `find…` and `lock…` are awaited; every other verb is sent in order behind them and returns nothing:
 * what it would answer is known already (the row is locked), and a failure of it fails the commit. That is how a message
 * costs two round trips.
 *
 * One lock order, always: conversation → offer → the workspace's routing lock → agents by id → the workspace's stream
 * (which the unit of work takes itself, last, with the events).
 */
import type { DomainEvent } from '../routing/events';
import type {
  AgentId,
  AgentProfile,
  ApiTokenId,
  Attribute,
  Candidate,
  ConversationId,
  ConversationStatus,
  DialogId,
  Id,
  LiveChatId,
  MessageAuthor,
  OfferId,
  Permission,
  PoolId,
  Rule,
  RuleId,
  SessionId,
  TeamId,
  VisitorId,
  WorkspaceId,
} from '../routing/terms';
import type { Script } from '../streams/script';
import type {
  AgentRecord,
  ApiTokenRecord,
  AttributeDefinitionRecord,
  ConversationRecord,
  DecisionRecord,
  DialogRecord,
  DueKind,
  DueWork,
  LiveChatRecord,
  MailRecord,
  Message,
  OfferRecord,
  PictureRecord,
  PoolRecord,
  RuleRecord,
  TeamRecord,
  UsageRecord,
  VisitorRecord,
  WorkspaceRecord,
} from './records';

// ------------------------------------------------------------------------------------------------ inside a transaction

export interface WorkspaceStore {
  find(): Promise<WorkspaceRecord>;
  /** What was set by hand; null: the default or the plan's choice. Absent fields stay as they are. */
  updateSettings(changes: {
    acceptWindowSeconds?: number;
    defaultCapacity?: number;
    idleTimeoutSeconds?: number;
    idleWarningSeconds?: number;
    teamAttempts?: number | null;
    maxWaitSeconds?: number | null;
    disconnectGraceSeconds?: number;
    requireReachable?: boolean;
    roundRobinFallback?: boolean;
    fallbackMessage?: string;
  }): void;
}

/** Counters of the package. Taken behind the routing lock and before the agents where both are needed. */
export interface UsageStore {
  find(): Promise<UsageRecord>;
  /** Counts one live chat engagement unless the limit is reached: the guarded update is the real check, nothing else. */
  claimLiveChatEngagement(): Promise<boolean>;
  countEngagedConversation(): void;
  updateLimits(changes: {
    liveChatEngagementLimit?: number | null;
    engagedConversationMonthlyLimit?: number | null;
  }): void;
}

export interface AgentStore {
  find(id: AgentId): Promise<AgentRecord | null>;
  findMany(ids: readonly AgentId[]): Promise<readonly AgentRecord[]>;
  /** Active agents that hold the permission, by creation. */
  findWithPermission(permission: Permission): Promise<readonly AgentRecord[]>;
  /** Locked (FOR NO KEY UPDATE). */
  lock(id: AgentId): Promise<AgentRecord | null>;
  insert(agent: {
    id: AgentId;
    name: string;
    email: string;
    passwordHash: string;
    profile: AgentProfile;
    permissions: readonly Permission[];
    capacity: number | null;
  }): void;
  update(
    id: AgentId,
    changes: {
      name?: string;
      capacity?: number | null;
      profile?: AgentProfile;
      permissions?: readonly Permission[];
      avatarHash?: string;
      active?: boolean;
      available?: boolean;
    },
  ): void;
  /** A place for a pending offer. The check constraint (taken <= seat_ceiling) is the real guard. */
  reserve(id: AgentId): void;
  /** The reserved place becomes a chat. */
  seat(id: AgentId): void;
  /** The pending offer's place is free again. */
  releaseReservation(id: AgentId): void;
  /** The chat's place is free again. */
  releaseSeat(id: AgentId): void;
}

export interface TeamStore {
  find(id: TeamId): Promise<TeamRecord | null>;
  findMemberIds(id: TeamId): Promise<readonly AgentId[]>;
  insert(team: { id: TeamId; name: string }): void;
  rename(id: TeamId, name: string): void;
  replaceMembers(id: TeamId, agentIds: readonly AgentId[]): void;
  delete(id: TeamId): void;
  /** Names of what uses the team: published dialogs that route to it and rules that name it. */
  findUses(id: TeamId): Promise<{ readonly dialogs: readonly string[]; readonly rules: readonly string[] }>;
}

export interface RuleStore {
  find(id: RuleId): Promise<RuleRecord | null>;
  /** All, by position. */
  findAll(): Promise<readonly RuleRecord[]>;
  insert(rule: RuleRecord): void;
  update(rule: RuleRecord): void;
  delete(id: RuleId): void;
  /** Writes the positions 1 … n in this order. */
  order(ids: readonly RuleId[]): void;
}

export interface RoutingStore {
  /** The workspace's routing lock, held until commit: taken whenever an agent is chosen or freed, or a ring is changed. */
  lock(): Promise<void>;
  findPool(id: PoolId): Promise<PoolRecord | null>;
  findWorkspacePool(): Promise<PoolRecord>;
  findTeamPool(teamId: TeamId): Promise<PoolRecord | null>;
  findRulePool(ruleId: RuleId): Promise<PoolRecord | null>;
  /** The enabled rules by position, each with the ring it offers to. */
  findRules(): Promise<readonly Rule[]>;
  /** What eligibility asks, now, about these agents; in the order given. */
  findCandidates(ids: readonly AgentId[]): Promise<readonly Candidate[]>;
  insertPool(pool: PoolRecord): void;
  /** A ring's order and pointer. */
  updatePool(id: PoolId, changes: { order?: readonly AgentId[]; lastOffered?: AgentId | null }): void;
  deletePool(id: PoolId): void;
}

export interface AttributeDefinitionStore {
  /** Built-in ones first, then the workspace's own by name. */
  findAll(): Promise<readonly AttributeDefinitionRecord[]>;
  insert(definition: AttributeDefinitionRecord): void;
}

export interface DialogStore {
  find(id: DialogId): Promise<DialogRecord | null>;
  lock(id: DialogId): Promise<DialogRecord | null>;
  insert(dialog: { id: DialogId; name: string; priority: number }): void;
  /** Replaces the working copy and counts its revision. */
  replaceCards(id: DialogId, cards: Script): void;
  /** Stores the working copy as the immutable version and makes it the published one. */
  publish(id: DialogId, version: number, cards: Script): void;
  unpublish(id: DialogId): void;
  findVersion(id: DialogId, version: number): Promise<Script | null>;
  /** Every version's number of that dialog so far; 0 for none. */
  findLastVersion(id: DialogId): Promise<number>;
  /** Published dialogs that this visitor has not completed: highest priority first, then the older publish. */
  findPublishedFor(visitorId: VisitorId): Promise<readonly DialogRecord[]>;
}

export interface VisitorStore {
  find(id: VisitorId): Promise<VisitorRecord | null>;
  insert(id: VisitorId): void;
  /** The latest word wins unless a stronger source said it before; the strength is the core's to decide. */
  setAttributes(id: VisitorId, attributes: readonly Attribute[]): void;
  setLastPage(id: VisitorId, pageUrl: string): void;
}

export interface ConversationStore {
  find(id: ConversationId): Promise<ConversationRecord | null>;
  /** Locked FOR UPDATE; the transaction's `now` is read again behind the lock. */
  lock(id: ConversationId): Promise<ConversationRecord | null>;
  findOpen(visitorId: VisitorId, dialogId: DialogId): Promise<ConversationRecord | null>;
  /** The visitor's engaged open conversations, newest first. */
  findOpenOf(visitorId: VisitorId): Promise<readonly ConversationRecord[]>;
  /** Fails the commit with UniqueViolation when the visitor has an open one of this dialog (product.md 31). */
  insert(conversation: ConversationRecord): void;
  /** Writes all that may change. The row must be locked, or inserted, by this transaction. */
  save(conversation: ConversationRecord): void;
  /** Moves the reader's mark, never back. */
  markRead(id: ConversationId, reader: VisitorId | AgentId | ApiTokenId, upToSequence: number): void;
}

export interface LiveChatStore {
  find(id: LiveChatId): Promise<LiveChatRecord | null>;
  insert(chat: LiveChatRecord): void;
  save(chat: LiveChatRecord): void;
  /** Ids of connected chats, oldest first: after a change of the idle settings their timers are written anew. */
  findConnected(): Promise<readonly LiveChatRecord[]>;
}

export interface OfferStore {
  find(id: OfferId): Promise<OfferRecord | null>;
  lock(id: OfferId): Promise<OfferRecord | null>;
  findPendingOf(conversationId: ConversationId): Promise<OfferRecord | null>;
  /** An agent's pending offers, oldest first; not locked. */
  findPendingFor(agentId: AgentId): Promise<readonly OfferRecord[]>;
  /** Every offer of this request, oldest first. */
  findAllOf(liveChatId: LiveChatId): Promise<readonly OfferRecord[]>;
  /** Fails the commit where the conversation has a pending one: the partial unique index is the real guard. */
  insert(offer: OfferRecord): void;
  save(offer: OfferRecord): void;
}

export interface DecisionStore {
  insert(decision: DecisionRecord): void;
}

export interface MessageStore {
  findByClientId(
    conversationId: ConversationId,
    author: MessageAuthor,
    authorId: string,
    clientMessageId: string,
  ): Promise<Message | null>;
  insert(message: Message): void;
}

export interface SessionStore {
  insert(session: {
    id: SessionId;
    tokenHash: Uint8Array;
    kind: 'AGENT' | 'VISITOR' | 'INTEGRATION';
    subjectId: string;
    /** How long it lives without use, in seconds; null: until `expiresAt` or for ever. */
    slidesSeconds: number | null;
    expiresAt: Date | null;
  }): void;
  revoke(tokenHash: Uint8Array): void;
  revokeAllOf(subjectId: string): void;
}

export interface ApiTokenStore {
  find(id: ApiTokenId): Promise<ApiTokenRecord | null>;
  insert(token: {
    id: ApiTokenId;
    name: string;
    permissions: readonly Permission[];
    expiresAt: Date | null;
    createdBy: AgentId;
  }): void;
  revoke(id: ApiTokenId): void;
}

export interface ReachabilityStore {
  /** Whether a lease of any process, or a push registration, still holds. */
  isReachable(agentId: AgentId): Promise<boolean>;
  /** This process holds a socket that lets offers through: renew until then. */
  renew(agentId: AgentId, processId: string, leaseUntil: Date, connected: boolean): void;
  /** The latest lease of any process. */
  findLeaseEnd(agentId: AgentId): Promise<Date | null>;
}

export interface Transaction {
  readonly workspaceId: WorkspaceId;
  /** The database's clock (parley_now()), read at the start and again behind each lock. */
  readonly now: Date;
  readonly workspace: WorkspaceStore;
  readonly usage: UsageStore;
  readonly agents: AgentStore;
  readonly teams: TeamStore;
  readonly rules: RuleStore;
  readonly routing: RoutingStore;
  readonly attributeDefinitions: AttributeDefinitionStore;
  readonly dialogs: DialogStore;
  readonly visitors: VisitorStore;
  readonly conversations: ConversationStore;
  readonly liveChats: LiveChatStore;
  readonly offers: OfferStore;
  readonly decisions: DecisionStore;
  readonly messages: MessageStore;
  readonly sessions: SessionStore;
  readonly apiTokens: ApiTokenStore;
  readonly reachability: ReachabilityStore;
  /** Stored by content: the same picture twice is one row. */
  storePicture(picture: PictureRecord): void;
  storeMail(mail: MailRecord): void;
  /** Numbered, stored and published with the commit, in this order. */
  emit(event: DomainEvent): void;
  /** Durable: one row per (kind, subject); a second call moves it. */
  schedule(work: DueWork): void;
  unschedule(kind: DueKind, subjectId: string): void;
}

/** A unique or check constraint said no at commit or before: the race that the earlier check cannot see. */
export class ConstraintViolation extends Error {
  constructor(readonly constraint: string) {
    super(`The constraint ${constraint} refused the transaction.`);
    this.name = 'ConstraintViolation';
  }
}

// ---------------------------------------------------------------------------------------------- around a transaction

/** One transaction per action: rows and events in one commit; what it emitted is announced only behind it. */
export type UnitOfWork = <T>(workspaceId: WorkspaceId, run: (tx: Transaction) => Promise<T>) => Promise<T>;

/** What precedes a workspace: answered by the few functions that may look across workspaces. */
export interface Doorstep {
  findWorkspaceByKey(key: string): Promise<WorkspaceId | null>;
  findAgentByEmail(email: string): Promise<{
    readonly workspaceId: WorkspaceId;
    readonly agentId: AgentId;
    readonly passwordHash: string;
    readonly active: boolean;
  } | null>;
  /** Null for an unknown, expired or revoked one, and for a deactivated agent's. */
  findVisitorSession(
    tokenHash: Uint8Array,
  ): Promise<{ readonly workspaceId: WorkspaceId; readonly visitorId: VisitorId } | null>;
}

export interface Secrets {
  hashPassword(password: string): Promise<string>;
  /** In the same time whether or not there is a hash to compare with. */
  verifyPassword(hash: string | null, password: string): Promise<boolean>;
  newToken(prefix: 's' | 'v' | 'i'): { readonly token: string; readonly hash: Uint8Array };
  hashToken(token: string): Uint8Array;
  hashContent(bytes: Uint8Array): string;
}

/** Passing word that somebody types: no event, no order, no row. */
export interface TypingAnnouncer {
  announce(typing: {
    readonly workspaceId: WorkspaceId;
    readonly conversationId: ConversationId;
    readonly author: 'VISITOR' | 'AGENT';
    readonly authorId: VisitorId | AgentId;
    readonly authorName: string | null;
    readonly visitorId: VisitorId;
    readonly agentId: AgentId | null;
  }): void;
}

/** All that an action is given beside the actor and the input. */
export interface Ports {
  readonly work: UnitOfWork;
  readonly doorstep: Doorstep;
  readonly secrets: Secrets;
  readonly typing: TypingAnnouncer;
  newId<Kind extends string>(): Id<Kind>;
}

// -------------------------------------------------------------------------------------------------------------- reads

export interface PageRequest {
  /** 1 … 100. */
  readonly limit: number;
  /** 'first' walks forward from `after`, 'last' backward from `before`. */
  readonly direction: 'FORWARD' | 'BACKWARD';
  /** The sort key of the row behind (or before) which the page begins, as the store made it; null: from the end. */
  readonly after: string | null;
  readonly before: string | null;
}
export interface Page<T> {
  /** Always in the list's own order, whatever the direction. `cursor` is opaque to everyone but the store. */
  readonly rows: readonly { readonly row: T; readonly cursor: string }[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** Null where counting would be dear (more than 10,000), and where nobody asked. */
  readonly totalCount: number | null;
}

export interface ConversationFilter {
  readonly status: ConversationStatus | null;
  readonly live: boolean | null;
  readonly missed: boolean | null;
  readonly agentId: AgentId | null;
  readonly visitorId: VisitorId | null;
  readonly engaged: boolean | null;
}
export type InboxState = 'ACTIVE' | 'PAST' | 'ALL';

/** What the graph reads, scoped to one workspace when it is made; lists by key, in the keys' order, null where unknown. */
export interface Reads {
  workspace(): Promise<WorkspaceRecord>;
  usage(): Promise<UsageRecord>;
  agents(ids: readonly AgentId[]): Promise<readonly (AgentRecord | null)[]>;
  agentPage(page: PageRequest): Promise<Page<AgentRecord>>;
  teams(ids: readonly TeamId[]): Promise<readonly (TeamRecord | null)[]>;
  teamPage(page: PageRequest): Promise<Page<TeamRecord>>;
  teamsOfAgent(agentId: AgentId, page: PageRequest): Promise<Page<TeamRecord>>;
  teamMembers(teamId: TeamId, page: PageRequest): Promise<Page<AgentRecord>>;
  rules(ids: readonly RuleId[]): Promise<readonly (RuleRecord | null)[]>;
  rulePage(page: PageRequest): Promise<Page<RuleRecord>>;
  ruleAgents(ruleId: RuleId, page: PageRequest): Promise<Page<AgentRecord>>;
  pools(): Promise<readonly PoolRecord[]>;
  poolsById(ids: readonly PoolId[]): Promise<readonly (PoolRecord | null)[]>;
  attributeDefinitions(): Promise<readonly AttributeDefinitionRecord[]>;
  dialogs(ids: readonly DialogId[]): Promise<readonly (DialogRecord | null)[]>;
  dialogPage(page: PageRequest): Promise<Page<DialogRecord>>;
  /** Keys are `${dialogId}:${version}`; a published version never changes, so it may be cached for good. */
  scripts(keys: readonly string[]): Promise<readonly (Script | null)[]>;
  visitors(ids: readonly VisitorId[]): Promise<readonly (VisitorRecord | null)[]>;
  conversations(ids: readonly ConversationId[]): Promise<readonly (ConversationRecord | null)[]>;
  conversationPage(filter: ConversationFilter, page: PageRequest): Promise<Page<ConversationRecord>>;
  inboxPage(agentId: AgentId, state: InboxState, page: PageRequest): Promise<Page<ConversationRecord>>;
  conversationsOfVisitor(visitorId: VisitorId, page: PageRequest): Promise<Page<ConversationRecord>>;
  messagePage(conversationId: ConversationId, page: PageRequest): Promise<Page<Message>>;
  /** Messages behind a sequence, at most `limit`, in order: what a resuming subscription reads. */
  messagesAfter(conversationId: ConversationId, afterSequence: number, limit: number): Promise<readonly Message[]>;
  /** Keys are `${conversationId}:${sequence}`. */
  messagesBySequence(keys: readonly string[]): Promise<readonly (Message | null)[]>;
  messagesById(ids: readonly string[]): Promise<readonly (Message | null)[]>;
  /** How many messages of others the reader has not marked read, by conversation. */
  unreadCounts(reader: VisitorId | AgentId | ApiTokenId, ids: readonly ConversationId[]): Promise<readonly number[]>;
  liveChats(ids: readonly LiveChatId[]): Promise<readonly (LiveChatRecord | null)[]>;
  liveChatPage(conversationId: ConversationId, page: PageRequest): Promise<Page<LiveChatRecord>>;
  offers(ids: readonly OfferId[]): Promise<readonly (OfferRecord | null)[]>;
  /** By live chat, oldest first. */
  offersOf(ids: readonly LiveChatId[]): Promise<readonly (readonly OfferRecord[])[]>;
  /** By agent, oldest first. */
  pendingOffersOf(ids: readonly AgentId[]): Promise<readonly (readonly OfferRecord[])[]>;
  /** Pending offer of a conversation, if any. */
  pendingOfferOfConversation(ids: readonly ConversationId[]): Promise<readonly (OfferRecord | null)[]>;
  decisions(ids: readonly string[]): Promise<readonly (DecisionRecord | null)[]>;
  /** By live chat, the newest 20, newest first. */
  decisionsOf(ids: readonly LiveChatId[]): Promise<readonly (readonly DecisionRecord[])[]>;
  apiTokens(ids: readonly ApiTokenId[]): Promise<readonly (ApiTokenRecord | null)[]>;
  serverTime(): Promise<Date>;
}
