/** What the graph reads. Answered in the keys' order, by pages, never through a lock. */

import type {
  AgentId,
  ApiTokenId,
  ConversationId,
  ConversationStatus,
  LiveChatId,
  OfferId,
  PersonId,
  PoolId,
  RuleId,
  TeamId,
  VisitorId,
} from '../routing/terms';
import type { Script } from '../streams/script';
import type { AvailabilityReads } from './availability-ports';
import type { DialogReads } from './dialog-ports';
import type { ExplainReads } from './explain-ports';
import type { PeopleReads } from './people-ports';
import type { PlayReads } from './play-ports';
import type { MeetingReads } from './meeting-reads';
import type { PushReads } from './push-ports';
import type { QueueTurn } from './queue-ports';
import type { ReplayReads } from './replay-ports';
import type { ReportReads } from './report-ports';
import type { RouteReads } from './route-ports';
import type { RouterReads } from './router-ports';
import type { SupervisionReads } from './supervision-ports';
import type { AccountRouteReads } from './account-ports';
import type { ProfileReads } from './profile-ports';
import type { RuleVersionReads } from './rule-version-ports';
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
import type { Page, PageRequest } from './pages';

export interface ConversationFilter {
  readonly status: ConversationStatus | null;
  readonly live: boolean | null;
  readonly missed: boolean | null;
  readonly agentId: AgentId | null;
  readonly visitorId: VisitorId | null;
  readonly engaged: boolean | null;
  /** Whose they are, with those of everybody who was merged into that person. */
  readonly personId?: PersonId | null;
}
export type InboxState = 'ACTIVE' | 'PAST' | 'ALL';

/** What the graph reads, scoped to one workspace when it is made; lists by key, in the keys' order, null where unknown. */
export interface Reads
  extends
    AvailabilityReads,
    DialogReads,
    ExplainReads,
    MeetingReads,
    PeopleReads,
    PlayReads,
    AccountRouteReads,
    ProfileReads,
    PushReads,
    ReplayReads,
    ReportReads,
    RouteReads,
    RouterReads,
    RuleVersionReads,
    SupervisionReads {
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
  /** Keys are `${dialogId}:${version}`; a published version never changes, so it may be cached for good. */
  scripts(keys: readonly string[]): Promise<readonly (Script | null)[]>;
  visitors(ids: readonly VisitorId[]): Promise<readonly (VisitorRecord | null)[]>;
  conversations(ids: readonly ConversationId[]): Promise<readonly (ConversationRecord | null)[]>;
  conversationPage(filter: ConversationFilter, page: PageRequest): Promise<Page<ConversationRecord>>;
  inboxPage(agentId: AgentId, state: InboxState, page: PageRequest): Promise<Page<ConversationRecord>>;
  /** Missed ones that rang at the agent, or that the agent claimed; null: all. */
  missedPage(agentId: AgentId | null, page: PageRequest): Promise<Page<ConversationRecord>>;
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
  /** Of those who wait, by live chat. */
  queueTurns(ids: readonly LiveChatId[]): Promise<readonly (QueueTurn | null)[]>;
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
