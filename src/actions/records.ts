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
  DialogKind,
  DialogStatus,
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
import type { Audience } from '../streams/audience-terms';
import type { Script } from '../streams/script';
import type { Place } from '../streams/step-terms';

export type { Message };

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
}

export interface DialogRecord {
  readonly id: DialogId;
  /** Stable over export and import; unique in the workspace. */
  readonly key: string;
  readonly kind: DialogKind;
  readonly name: string;
  readonly description: string | null;
  readonly status: DialogStatus;
  readonly priority: number;
  readonly revision: number;
  readonly cards: Script;
  readonly publishedVersion: number | null;
  readonly publishedAt: Date | null;
  /** The working copy's, like `cards`, `language`, `fallbackLanguages` and `audience`; a version freezes all of them. */
  readonly fallbackMessage: string | null;
  readonly language: string;
  readonly fallbackLanguages: readonly string[];
  readonly audience: Audience;
  readonly createdAt: Date;
}

export const trafficSources = ['DIRECT', 'SEARCH', 'SOCIAL', 'REFERRAL', 'CAMPAIGN'] as const;
/** Where the visitor came from, judged once, at the start. */
export type TrafficSource = (typeof trafficSources)[number];
export const deliveries = ['CHATBOT', 'POPUP', 'INLINE'] as const;
/** How a conversation stands on the page. */
export type Delivery = (typeof deliveries)[number];

/** How a conversation plays: apart from the conversation's row, because no message needs it. */
export interface PlayRecord {
  readonly conversationId: ConversationId;
  /** Its `cardKey` is the waiting card's inside its script. */
  readonly place: Place;
  /** The visitor's at the start, as a BCP 47 tag; null: unknown. */
  readonly language: string | null;
  readonly referrer: string | null;
  readonly source: TrafficSource;
  readonly delivery: Delivery;
  /** Whether the visitor was known, and whether it had been here before, when it began. */
  readonly knownAtStart: boolean;
  readonly returning: boolean;
  /** Plays a draft, is counted nowhere and stands in no list. */
  readonly preview: boolean;
  /** Whose conversation it is, once an address was given in it or before it. */
  readonly personId: PersonId | null;
  /** 0 to 3; set by goal cards and agents, frozen at the end. */
  readonly score: number | null;
}

export interface VisitorRecord {
  readonly id: VisitorId;
  readonly lastPageUrl: string | null;
  readonly attributes: readonly Attribute[];
  readonly createdAt: Date;
}

export interface ConversationRecord {
  readonly id: ConversationId;
  readonly status: ConversationStatus;
  readonly visitorId: VisitorId;
  readonly dialogId: DialogId;
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
