/**
 * The nouns of Parley, as readonly types. Everything else (rows, GraphQL shapes, frames on the wire) answers to these.
 * Nothing here imports anything but more of the same, and nothing here does anything.
 */
import type { AgentId, PoolId, RuleId } from './ids';

export * from './decision-terms';
export type * from './ids';
export * from './route-terms';

export const plans = ['SELECT', 'PRIME'] as const;
export type Plan = (typeof plans)[number];

export const widgetSides = ['LEFT', 'RIGHT'] as const;
export type WidgetSide = (typeof widgetSides)[number];

export const permissions = [
  'DIALOGS_VIEW',
  'DIALOGS_MANAGE',
  'DIALOGS_PUBLISH',
  'FLOWS_VIEW',
  'FLOWS_MANAGE',
  'FLOWS_PUBLISH',
  'LIVE_CHAT_TAKE',
  'MY_CONVERSATIONS_VIEW',
  'ALL_CONVERSATIONS_VIEW',
  'MEETINGS_MANAGE',
  'GLOBAL_REPORTS_VIEW',
  'LIVE_CHAT_REPORTS_VIEW',
  'MEETING_REPORTS_VIEW',
  'REPORTS_EXPORT',
  'LIVE_CHAT_AVAILABILITY_MANAGE',
  'CALENDAR_CONNECT',
  'CALENDAR_AVAILABILITY_MANAGE',
  'ROUND_ROBIN_VIEW',
  'CUSTOM_RULES_VIEW',
  'CUSTOM_RULES_MANAGE',
  'ACCOUNTS_VIEW',
  'ACCOUNTS_MANAGE',
  'ROUTING_SETTINGS_MANAGE',
  'CHATBOT_SETTINGS_MANAGE',
  'FLOW_SETTINGS_MANAGE',
  'PRIVACY_AND_SECURITY_MANAGE',
  'INTEGRATIONS_MANAGE',
  'AGENTS_MANAGE',
  'TEAMS_VIEW',
  'TEAMS_MANAGE',
  'CHATS_TRANSFER',
  'CHATS_MONITOR',
  'CHATS_LISTEN',
  'CHATS_WHISPER',
  'CHATS_TAKE_OVER',
  'AUDIT_VIEW',
] as const;
export type Permission = (typeof permissions)[number];

export const agentProfiles = [
  'LIVE_AGENT',
  'CALENDAR_AGENT',
  'MARKETING_USER',
  'MARKETING_ADMIN',
  'SALES_ADMIN',
  'ADMIN',
] as const;
export type AgentProfile = (typeof agentProfiles)[number];

export const attributeTypes = ['TEXT', 'EMAIL', 'PHONE', 'NUMBER', 'BOOLEAN', 'DATE_TIME', 'PICKLIST'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** Who said that an attribute has its value. What routing may trust is decided by this. */
export const attributeSources = ['VISITOR', 'PAGE', 'STAFF', 'INTEGRATION', 'SYSTEM'] as const;
export type AttributeSource = (typeof attributeSources)[number];
export interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly source: AttributeSource;
}

export const conditionMatches = ['ALL', 'ANY'] as const;
export type ConditionMatch = (typeof conditionMatches)[number];

export const conditionOperators = [
  'IS',
  'IS_NOT',
  'CONTAINS',
  'NOT_CONTAINS',
  'STARTS_WITH',
  'ENDS_WITH',
  'GREATER_THAN',
  'LESS_THAN',
  'IS_EMPTY',
  'IS_NOT_EMPTY',
] as const;
export type ConditionOperator = (typeof conditionOperators)[number];
export interface Condition {
  readonly attribute: string;
  readonly operator: ConditionOperator;
  readonly values: readonly string[];
}

export const poolKinds = ['WORKSPACE', 'TEAM', 'RULE'] as const;
export type PoolKind = (typeof poolKinds)[number];

/** A ring of agents. `lastOffered` is its pointer: the search for the next agent begins behind it. */
export interface Pool {
  readonly id: PoolId;
  readonly kind: PoolKind;
  readonly order: readonly AgentId[];
  readonly lastOffered: AgentId | null;
}

export interface Rule {
  readonly id: RuleId;
  readonly name: string;
  readonly position: number;
  readonly enabled: boolean;
  readonly match: ConditionMatch;
  readonly conditions: readonly Condition[];
  /** The ring it offers to: its own, or that of the team it names. */
  readonly pool: Pool;
}

/** What eligibility asks about an agent, read while the routing lock is held. */
export interface Candidate {
  readonly id: AgentId;
  readonly active: boolean;
  readonly takesLiveChats: boolean;
  readonly available: boolean;
  readonly reachable: boolean;
  /** Connected chats and pending offers together. */
  readonly taken: number;
  /** The agent's own limit, or the workspace's. */
  readonly capacity: number;
  /** Levels, 1 to 5, by the skill's name in lower case. */
  readonly skills: Readonly<Record<string, number>>;
  /** When the agent's last chat or offer began or ended, in milliseconds since 1970. */
  readonly idleSince: number;
  /** When the agent was last there again after not being there, in the same; null: as long as anybody knows. */
  readonly returnedAt: number | null;
}

export const conversationStatuses = ['OPEN', 'COMPLETED', 'DROPPED'] as const;
export type ConversationStatus = (typeof conversationStatuses)[number];

export const liveChatStates = ['ROUTING', 'WAITING', 'OFFERED', 'CONNECTED', 'ENDED', 'MISSED', 'ABANDONED'] as const;
export type LiveChatState = (typeof liveChatStates)[number];

export const liveChatEndReasons = ['AGENT_ENDED', 'VISITOR_ENDED', 'IDLE_TIMEOUT'] as const;
export type LiveChatEndReason = (typeof liveChatEndReasons)[number];

export const offerStates = ['PENDING', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN'] as const;
export type OfferState = (typeof offerStates)[number];

export const messageAuthors = ['VISITOR', 'AGENT', 'BOT', 'SYSTEM'] as const;
export type MessageAuthor = (typeof messageAuthors)[number];

export const systemMessageCodes = ['AGENT_JOINED', 'AGENT_LEFT', 'CHAT_ENDED', 'IDLE_WARNING', 'IDLE_ENDED'] as const;
export type SystemMessageCode = (typeof systemMessageCodes)[number];

/** A DIALOG shows itself to whom it fits; a FLOW is started by a click, a form or a call, or played inside a dialog. */
export const dialogKinds = ['DIALOG', 'FLOW'] as const;
export type DialogKind = (typeof dialogKinds)[number];

export const dialogStatuses = ['DRAFT', 'PUBLISHED', 'UNPUBLISHED'] as const;
export type DialogStatus = (typeof dialogStatuses)[number];

/** `from` and `to` are minutes of the local day, 0 to 1440, `from` before `to`. 1 is Monday, 7 is Sunday. */
export interface HoursBlock {
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly from: number;
  readonly to: number;
}
/** Recurring opening hours in the local time of an IANA zone. */
export interface WeeklyHours {
  readonly timeZone: string;
  readonly blocks: readonly HoursBlock[];
}

/** The settings in force: defaults applied, the plan's choices made. Durations are in the unit they carry. */
export interface RoutingSettings {
  readonly acceptWindowSeconds: number;
  readonly defaultCapacity: number;
  readonly idleTimeoutSeconds: number;
  readonly idleWarningSeconds: number;
  readonly teamAttempts: number;
  readonly maxWaitSeconds: number | null;
  readonly disconnectGraceSeconds: number;
  readonly requireReachable: boolean;
  readonly roundRobinFallback: boolean;
  readonly fallbackMessage: string;
  /** For so long after an agent's return the number of places grows from one to all; 0: all of them at once. */
  readonly rampSeconds: number;
  /** What follows where the agent to whom the visitor's account belongs cannot take the chat. */
  readonly accountUnavailable: AccountUnavailable;
}

export const accountUnavailabilities = ['CARD_ROUTING', 'FALLBACK'] as const;
export type AccountUnavailable = (typeof accountUnavailabilities)[number];

/** Keeps a `switch` over a union honest: a forgotten case does not compile. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
