/** The nouns of a transaction: what may be found, locked and written of each. See ports.ts for the rules of order. */

import type {
  AccountUnavailable,
  AgentId,
  AgentProfile,
  ApiTokenId,
  Attribute,
  ConversationId,
  DialogId,
  LiveChatId,
  MessageAuthor,
  OfferId,
  Permission,
  PoolId,
  ProfileId,
  Rule,
  RuleId,
  SessionId,
  TeamId,
  VisitorId,
} from '../routing/terms';
import type { AttributeUse } from './people-ports';
import type { CandidateLookup } from './queue-ports';
import type {
  AgentRecord,
  ApiTokenRecord,
  AttributeDefinitionRecord,
  ConversationRecord,
  DecisionRecord,
  LiveChatRecord,
  Message,
  OfferRecord,
  PoolRecord,
  RuleRecord,
  TeamRecord,
  UsageRecord,
  VisitorRecord,
  WorkspaceRecord,
} from './records';

export interface WorkspaceStore {
  find(): Promise<WorkspaceRecord>;
  setChatEnabled(enabled: boolean): void;
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
    rampSeconds?: number;
    accountUnavailable?: AccountUnavailable;
  }): void;
  /** How the widget looks. Absent fields stay as they are. */
  updateWidget(changes: Partial<WorkspaceRecord['widget']>): void;
  /** What a customer's server signs addresses with, sealed; null: there is none. */
  findIdentitySecret(): Promise<Uint8Array | null>;
  setIdentitySecret(sealed: Uint8Array): void;
  /** Who may come in, who is kept out, and how long events are kept. Absent fields stay as they are. */
  updateSecurity(
    changes: Partial<
      Pick<WorkspaceRecord, 'allowedOrigins' | 'blockedEmailDomains' | 'blocksEmailDomains' | 'eventRetentionDays'>
    >,
  ): void;
}

/** Counters of the package. Taken behind the routing lock and before the agents where both are needed. */
export interface UsageStore {
  find(): Promise<UsageRecord>;
  /** Whether the package allows one more was asked behind the routing lock, where nobody else counts. */
  countLiveChatEngagement(): void;
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
    /** An own one instead; absent or null: the built-in one. */
    profileId?: ProfileId | null;
  }): void;
  update(
    id: AgentId,
    changes: {
      name?: string;
      capacity?: number | null;
      profile?: AgentProfile;
      /** Null: the built-in one again. */
      profileId?: ProfileId | null;
      permissions?: readonly Permission[];
      avatarHash?: string;
      active?: boolean;
      /** Whoever becomes available has come back: the ramp and the idle time are counted from now. */
      available?: boolean;
      /** All of them. */
      skills?: Readonly<Record<string, number>>;
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
  /** Names of what uses the team: published dialogs and routes that lead to it, and rules that name it. */
  findUses(id: TeamId): Promise<{
    readonly dialogs: readonly string[];
    readonly rules: readonly string[];
    readonly routes: readonly string[];
  }>;
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
  /** What eligibility asks, now, about everybody in the workspace. */
  findCandidates(): Promise<CandidateLookup>;
  /** The workspace's ring where it stands in for a pool that has nobody; null where it does not. */
  findFallbackPool(): Promise<PoolRecord | null>;
  insertPool(pool: PoolRecord): void;
  /** A ring's order and pointer. */
  updatePool(id: PoolId, changes: { order?: readonly AgentId[]; lastOffered?: AgentId | null }): void;
  deletePool(id: PoolId): void;
}

export interface AttributeDefinitionStore {
  /** Built-in ones first, then the workspace's own by name. */
  findAll(): Promise<readonly AttributeDefinitionRecord[]>;
  insert(definition: AttributeDefinitionRecord): void;
  update(name: string, changes: { label?: string; options?: readonly string[] }): void;
  /** What was said under that name stays with the visitors. */
  delete(name: string): void;
  findUses(name: string): Promise<readonly AttributeUse[]>;
}

export interface VisitorStore {
  find(id: VisitorId): Promise<VisitorRecord | null>;
  insert(id: VisitorId): void;
  /** The latest word wins unless a stronger source said it before; the strength is the core's to decide. */
  setAttributes(id: VisitorId, attributes: readonly Attribute[]): void;
  setLastPage(id: VisitorId, pageUrl: string): void;
  /** Takes away what was said of whoever sat there before then, and the address; the page's word stays. */
  forgetSaid(id: VisitorId, before: Date): void;
  removeAttributes(id: VisitorId, names: readonly string[]): void;
  /** What pages told of the visitor and which pages those were; what was said in conversations stays. */
  forgetPages(id: VisitorId): void;
}

export interface ConversationStore {
  find(id: ConversationId): Promise<ConversationRecord | null>;
  /** Locked FOR UPDATE; the transaction's `now` is read again behind the lock. */
  lock(id: ConversationId): Promise<ConversationRecord | null>;
  findOpen(visitorId: VisitorId, dialogId: DialogId): Promise<ConversationRecord | null>;
  /** The visitor's engaged open conversations, newest first. */
  findOpenOf(visitorId: VisitorId): Promise<readonly ConversationRecord[]>;
  /** Fails the commit with UniqueViolation when the visitor has an open one of this dialog (a second start meets the first). */
  insert(conversation: ConversationRecord): void;
  /** Writes all that may change. The row must be locked, or inserted, by this transaction. */
  save(conversation: ConversationRecord): void;
  /** Moves the reader's mark, never back. */
  markRead(id: ConversationId, reader: VisitorId | AgentId | ApiTokenId, upToSequence: number): void;
  /** False: it is not missed, or somebody looks after it already. */
  claimMissed(id: ConversationId, agentId: AgentId): Promise<boolean>;
}

export interface LiveChatStore {
  find(id: LiveChatId): Promise<LiveChatRecord | null>;
  /** The one that the conversation's row names. */
  findLatestOf(id: ConversationId): Promise<LiveChatRecord | null>;
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
  /** The newest `limit` of a conversation, in its order: what a mail tells. */
  findLast(conversationId: ConversationId, limit: number): Promise<readonly Message[]>;
  insert(message: Message): void;
  /** A person's line with the conversation's counter and activity, in one statement. The conversation must be locked. */
  append(message: Message): void;
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
  /** The same, connected, for whoever could not be reached before: the ramp and the idle time are counted from now. */
  comeBack(agentId: AgentId, processId: string, leaseUntil: Date): void;
  /** Those of this process that still hold, until then, with the timers of their ends; answers whose they are. */
  keep(agentIds: readonly AgentId[], processId: string, leaseUntil: Date): Promise<readonly AgentId[]>;
  /** The latest lease of any process. */
  findLeaseEnd(agentId: AgentId): Promise<Date | null>;
}
