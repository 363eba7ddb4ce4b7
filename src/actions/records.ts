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
  DialogId,
  LiveChatId,
  LiveChatState,
  Permission,
  PersonId,
  Plan,
  Pool,
  ProfileId,
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
export type * from './live-chat.records';

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
    /** See `asksConsent`. */
    readonly asksConsent: boolean;
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
  /** Older events are thrown away; null: none are. */
  readonly eventRetentionDays: number | null;
  /** Visitors are asked before what their page tells is kept: its attributes, its address. */
  readonly asksConsent: boolean;
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
  /** The built-in one, where `profileId` is null. */
  readonly profile: AgentProfile;
  /** The own one of the workspace. */
  readonly profileId: ProfileId | null;
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
  /** By name, 1 to 5. */
  readonly skills: Readonly<Record<string, number>>;
  /** When the agent's last chat or offer began or ended: what LONGEST_IDLE counts from. */
  readonly idleSince: Date;
  /** When the agent was last there again after not being there: what the ramp counts from; null: long ago. */
  readonly returnedAt: Date | null;
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
  /** The latest live chat, and whose it is: the agent who accepted it (kept after its end), or who claimed it where it was missed. */
  readonly liveChatId: LiveChatId | null;
  /** That live chat's state, kept in step with its row in every transaction: a message needs one row to know its rights. */
  readonly liveChatState: LiveChatState | null;
  readonly agentId: AgentId | null;
  /** A second agent whom the first invited; null: none. */
  readonly guestAgentId: AgentId | null;
  /** Who of the staff listens to the running chat; absent: nobody. */
  readonly listenerIds?: readonly AgentId[];
  readonly lastSequence: number;
  /** The accept, or the last stored message of visitor or agent: what idleness is counted from. */
  readonly lastActivityAt: Date;
  readonly startedAt: Date;
  readonly engagedAt: Date | null;
  readonly endedAt: Date | null;
}

/**
 * A conversation without its counters: all that a line in it is decided on. The database compares it with the row as it is when
 * the line is stored (`conversationStandsAs`): whatever is added here is to be compared there.
 */
export type ConversationStanding = Pick<
  ConversationRecord,
  | 'id'
  | 'visitorId'
  | 'dialogVersion'
  | 'status'
  | 'waitingCard'
  | 'liveChatState'
  | 'agentId'
  | 'guestAgentId'
  | 'listenerIds'
>;

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
  'TIDY',
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
  'QUEUE_MATCH',
  'QUEUE_TELL',
  'WAIT_END',
  'ROUTER_LATE',
  'RULES_ACTIVATE',
  'PUSH_SEND',
  'LISTENING_END',
  'EVENTS_TRIM',
] as const;
export type DueKind = (typeof dueKinds)[number];
export interface DueWork {
  readonly kind: DueKind;
  /** The offer, live chat, agent, conversation, dialog, mail, meeting, rule version or workspace that it is about. */
  readonly subjectId: string;
  readonly at: Date;
}
