/** What the stores hand out and take in: plain readonly values, one per row, in the domain's words. No ORM, no GraphQL. */
import type { Message } from '../routing/events';
import type {
  AgentId,
  AgentProfile,
  ApiTokenId,
  Attribute,
  AttributeType,
  Condition,
  ConditionMatch,
  ConversationId,
  ConversationStatus,
  Decision,
  DecisionId,
  DialogId,
  LiveChatEndReason,
  LiveChatId,
  LiveChatRouting,
  LiveChatState,
  OfferId,
  OfferState,
  Permission,
  PersonId,
  Plan,
  Pool,
  PoolKind,
  RoutingSettings,
  RuleId,
  TeamId,
  VisitorId,
  WeeklyHours,
  WidgetSide,
  WorkspaceId,
} from '../routing/terms';
import type { MailInvitation } from './mail-ports';

export type { Message };
export * from './play.records';
export type * from './dialog.records';

export interface WorkspaceRecord {
  readonly id: WorkspaceId;
  readonly key: string;
  readonly name: string;
  readonly plan: Plan;
  readonly widget: {
    readonly label: string;
    readonly accent: string;
    readonly side: WidgetSide;
    readonly privacyUrl: string | null;
  };
  /** In force: defaults and the plan's choices applied. */
  readonly settings: RoutingSettings;
  /** False: no dialog shows itself and no flow starts; what runs goes on. */
  readonly chatEnabled: boolean;
  /** Null: always open. */
  readonly businessHours: WeeklyHours | null;
  /** Origins that may open sockets and call with CORS; empty: every origin. */
  readonly allowedOrigins: readonly string[];
  /** Whoever has an address there, or below it, is offered to no agent while `blocksEmailDomains`. */
  readonly blockedEmailDomains: readonly string[];
  readonly blocksEmailDomains: boolean;
}

export interface UsageRecord {
  readonly liveChatEngagements: number;
  readonly liveChatEngagementLimit: number | null;
  readonly engagedConversationsThisMonth: number;
  readonly engagedConversationMonthlyLimit: number | null;
}

export interface AgentRecord {
  readonly id: AgentId;
  readonly name: string;
  readonly email: string;
  readonly profile: AgentProfile;
  readonly permissions: readonly Permission[];
  readonly active: boolean;
  /** Content hash of the picture, or null. */
  readonly avatarHash: string | null;
  /** The agent's own limit; null: the workspace's default. */
  readonly capacity: number | null;
  readonly available: boolean;
  readonly reachable: boolean;
  readonly activeChats: number;
  readonly pendingOffers: number;
  readonly createdAt: Date;
}

export interface TeamRecord {
  readonly id: TeamId;
  readonly name: string;
  readonly createdAt: Date;
}

/** A ring with whom it belongs to. */
export interface PoolRecord extends Pool {
  readonly teamId: TeamId | null;
  readonly ruleId: RuleId | null;
}

export interface RuleRecord {
  readonly id: RuleId;
  readonly name: string;
  readonly position: number;
  readonly enabled: boolean;
  readonly match: ConditionMatch;
  readonly conditions: readonly Condition[];
  /** Either a team, whose ring is used, or own agents, whose ring is the pool of kind RULE. */
  readonly teamId: TeamId | null;
}

export interface AttributeDefinitionRecord {
  readonly name: string;
  readonly label: string;
  readonly type: AttributeType;
  readonly builtIn: boolean;
  /** The values that there are, of a PICKLIST; none: any text. */
  readonly options: readonly string[];
}

export interface VisitorRecord {
  readonly id: VisitorId;
  readonly lastPageUrl: string | null;
  readonly attributes: readonly Attribute[];
  /** Whom the cookie belongs to, as it was given: a person who was merged is read as another. Null: anonymous. */
  readonly personId: PersonId | null;
  readonly erasedAt: Date | null;
  readonly createdAt: Date;
}

export interface ConversationRecord {
  readonly id: ConversationId;
  readonly status: ConversationStatus;
  readonly visitorId: VisitorId;
  readonly dialogId: DialogId;
  /** Below zero: a snapshot of the working copy, for a preview. */
  readonly dialogVersion: number;
  readonly pageUrl: string | null;
  /** The key of the card that waits for the visitor's answer. */
  readonly waitingCard: string | null;
  /** The latest live chat, and whose it is: the agent who accepted it (kept after its end). */
  readonly liveChatId: LiveChatId | null;
  /** That live chat's state, kept in step with its row in every transaction: a message needs one row to know its rights. */
  readonly liveChatState: LiveChatState | null;
  readonly agentId: AgentId | null;
  readonly lastSequence: number;
  /** The accept, or the last stored message of visitor or agent: what idleness is counted from. */
  readonly lastActivityAt: Date;
  readonly startedAt: Date;
  readonly engagedAt: Date | null;
  readonly endedAt: Date | null;
}

export interface LiveChatRecord {
  readonly id: LiveChatId;
  readonly conversationId: ConversationId;
  readonly state: LiveChatState;
  readonly routing: LiveChatRouting;
  /** The card's own window; null: the workspace's at the time of each offer. */
  readonly acceptWindowSeconds: number | null;
  /** The card's own number of offers before the fallback; null: the workspace's. */
  readonly maxAttempts: number | null;
  /** The card's or the dialog's, in the visitor's language, as it was at the request; null: the workspace's. */
  readonly fallbackMessage: string | null;
  /** The live chat card's key where its fallback offers to book a meeting instead; null: it does not. */
  readonly bookingCard: string | null;
  /** Offers made so far. */
  readonly attempts: number;
  readonly requestedAt: Date;
  readonly agentId: AgentId | null;
  readonly agentName: string | null;
  readonly agentAvatarHash: string | null;
  readonly connectedAt: Date | null;
  /** The idle deadline that both sides were last warned about, so that one silence warns once. */
  readonly warnedForEndAt: Date | null;
  readonly endedAt: Date | null;
  readonly endReason: LiveChatEndReason | null;
}

export interface OfferRecord {
  readonly id: OfferId;
  readonly liveChatId: LiveChatId;
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
  readonly state: OfferState;
  readonly attempt: number;
  readonly offeredAt: Date;
  readonly expiresAt: Date;
  readonly decidedAt: Date | null;
  readonly declineReason: string | null;
  readonly decisionId: DecisionId;
}

export interface DecisionRecord extends Decision {
  readonly id: DecisionId;
  readonly liveChatId: LiveChatId;
  readonly conversationId: ConversationId;
  readonly decidedAt: Date;
}

export interface ApiTokenRecord {
  readonly id: ApiTokenId;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface PictureRecord {
  readonly hash: string;
  readonly mime: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly bytes: Uint8Array;
}

/** Stored in the transaction that caused it; sending comes later and never twice. */
export interface MailRecord {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** One mail per (cause, receiver): a retry of the cause adds none. */
  readonly cause: string;
  readonly invitation?: MailInvitation | null;
}

export const dueKinds = [
  'OFFER_EXPIRE',
  'IDLE_WARN',
  'IDLE_END',
  'REACHABILITY_END',
  'AVAILABILITY_RESET',
  'DIALOG_CONTINUE',
  'DIALOG_SCHEDULE',
  'MAIL_SEND',
  'MEETING_SYNC',
  'ROLLUP',
] as const;
export type DueKind = (typeof dueKinds)[number];
export interface DueWork {
  readonly kind: DueKind;
  /** The offer, live chat, agent, conversation, dialog, mail, meeting or workspace that it is about. */
  readonly subjectId: string;
  readonly at: Date;
}

export interface PoolOwner {
  readonly kind: PoolKind;
  readonly teamId: TeamId | null;
  readonly ruleId: RuleId | null;
}
