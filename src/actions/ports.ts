/**
 * What an action needs of the world, as interfaces. Stores implement them; an action never sees SQL, a clock or a socket.
 *
 * Inside a transaction, `find…` and `lock…` are awaited; every other verb is sent in order behind them and returns nothing:
 * what it would answer is known already (the row is locked), and a failure of it fails the commit. That is how an answer to a
 * card costs two round trips.
 *
 * One lock order, always: conversation → visitor → e-mail address → offer → the workspace's routing lock → agents by id → the
 * workspace's stream (which the unit of work takes itself, last, with the events).
 */
import type { Audience, DomainEvent, Message } from '../routing/events';
import type { AgentId, ConversationId, Id, VisitorId, WorkspaceId } from '../routing/terms';
import type { AccountRouteStore, ReadCsv } from './account-ports';
import type { PlayStore, ReadingStore, ScriptCache } from './play-ports';
import type { AudienceStore, Catalog } from './audience-ports';
import type { AvailabilityStore } from './availability-ports';
import type { NameStore } from './name-ports';
import type { DialogStore, PreviewStore } from './dialog-ports';
import type { ConsentStore, PersonListStore, PersonStore, PrivacyStore } from './people-ports';
import type { IdentitySecrets } from './identity-ports';
import type { KeepingStore } from './keeping-ports';
import type { Mailer, MailStore, StaffMail } from './mail-ports';
import type { MeetingLinks } from './meeting-link-ports';
import type { CalendarStore, Calendars, MeetingStore } from './meeting-ports';
import type { Push, PushStore } from './push-ports';
import type { ProfileStore } from './profile-ports';
import type { QueueStore } from './queue-ports';
import type { ReplayRunner, ReplayStore } from './replay-ports';
import type { ReportStore } from './report-ports';
import type { RouteStore } from './route-ports';
import type { Routers, RouterStore } from './router-ports';
import type { RuleVersionStore } from './rule-version-ports';
import type { ConversationStanding, DueKind, DueWork, MailRecord, PictureRecord } from './records';
import type {
  WorkspaceStore,
  UsageStore,
  AgentStore,
  TeamStore,
  RuleStore,
  RoutingStore,
  AttributeDefinitionStore,
  VisitorStore,
  ConversationStore,
  LiveChatStore,
  OfferStore,
  DecisionStore,
  MessageStore,
  SessionStore,
  ApiTokenStore,
  ReachabilityStore,
} from './store-ports';
import type { SupervisionStore } from './supervision-ports';
import type { CleanHtml } from './text-ports';

export type * from './account-ports';
export type * from './audience-ports';
export type * from './availability-ports';
export type * from './dialog-ports';
export type * from './mail-ports';
export type * from './meeting-ports';
export type * from './queue-ports';
export type * from './store-ports';
export type * from './supervision-ports';
export type * from './play-ports';
export type * from './people-ports';
export type * from './push-ports';
export type * from './route-ports';
export type * from './router-ports';
export type * from './profile-ports';
export type * from './rule-version-ports';
export type * from './reads';

export interface Transaction {
  readonly workspaceId: WorkspaceId;
  /** The database's clock (parley_now()), read at the start and again behind each lock. */
  readonly now: Date;
  readonly workspace: WorkspaceStore;
  readonly usage: UsageStore;
  readonly agents: AgentStore;
  readonly teams: TeamStore;
  readonly profiles: ProfileStore;
  readonly accounts: AccountRouteStore;
  readonly rules: RuleStore;
  readonly ruleVersions: RuleVersionStore;
  readonly routing: RoutingStore;
  readonly queue: QueueStore;
  readonly routes: RouteStore;
  readonly attributeDefinitions: AttributeDefinitionStore;
  readonly dialogs: DialogStore;
  readonly previews: PreviewStore;
  readonly names: NameStore;
  readonly visitors: VisitorStore;
  readonly audiences: AudienceStore;
  readonly people: PersonStore;
  readonly lists: PersonListStore;
  readonly consents: ConsentStore;
  readonly privacy: PrivacyStore;
  readonly conversations: ConversationStore;
  readonly play: PlayStore;
  readonly readings: ReadingStore;
  readonly liveChats: LiveChatStore;
  readonly offers: OfferStore;
  readonly decisions: DecisionStore;
  readonly messages: MessageStore;
  readonly sessions: SessionStore;
  readonly apiTokens: ApiTokenStore;
  readonly reachability: ReachabilityStore;
  readonly availability: AvailabilityStore;
  readonly meetings: MeetingStore;
  readonly calendars: CalendarStore;
  readonly mails: MailStore;
  readonly reports: ReportStore;
  readonly keeping: KeepingStore;
  readonly replays: ReplayStore;
  readonly supervision: SupervisionStore;
  readonly routers: RouterStore;
  readonly push: PushStore;
  /** Stored by content: the same picture twice is one row. */
  storePicture(picture: PictureRecord): void;
  /** Sent behind the commit; one mail per (cause, receiver), however often it is stored. */
  storeMail(mail: MailRecord): void;
  /** The same to staff, without a question: whom it goes to and what was said is looked up with the writing. */
  storeStaffMail(mail: StaffMail): void;
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

/** A person's line as it leaves its author: its number, its time and its author's name come with the row. */
export type SpokenLine = Pick<Message, 'id' | 'conversationId' | 'text' | 'clientMessageId'> &
  (
    | { readonly author: 'VISITOR'; readonly authorId: VisitorId }
    | { readonly author: 'AGENT'; readonly authorId: AgentId }
  );

/** All that a line in one conversation needs: its transaction may be shared with lines in others. */
export interface SharedTransaction {
  /**
   * The conversation that this is about: always the first thing that is asked. What is decided on it holds, though its row may not be
   * locked yet: a line is stored only where the conversation still stands so, and nothing else is answered by what may be out of date.
   */
  standing(): Promise<ConversationStanding | null>;
  readonly offers: Pick<OfferStore, 'findPendingOf'>;
  readonly messages: Pick<MessageStore, 'findByClientId'>;
  /**
   * Stores the line, with the conversation's counter and activity, and tells of it; at most once, and as the last thing. Answers
   * behind the commit.
   */
  append(line: SpokenLine, told: readonly Audience[]): Promise<Message>;
}

// ---------------------------------------------------------------------------------------------- around a transaction

/** One transaction per action: rows and events in one commit; what it emitted is announced only behind it. */
export type UnitOfWork = <T>(workspaceId: WorkspaceId, run: (tx: Transaction) => Promise<T>) => Promise<T>;

/**
 * The same for a line in one conversation; the transaction may be shared with lines in others. Each is decided and answered
 * by itself, those of one conversation in the order in which they were asked for. `run` may be called again, with nothing left
 * of the first call.
 */
export type SharedWork = <T>(
  workspaceId: WorkspaceId,
  conversationId: ConversationId,
  run: (tx: SharedTransaction) => Promise<T>,
) => Promise<T>;

/**
 * The same for whatever asks for an agent, or gives one back: it may share its transaction with what others ask at the same moment.
 * Each is decided by itself, in the order of arrival, and answered behind the commit. `about`: two that are about the same visitor or
 * conversation are never together. `run` may be called again, with nothing left of the first call.
 */
export type SharedRequests = <T>(
  workspaceId: WorkspaceId,
  about: { readonly visitorId?: VisitorId | null; readonly conversationId?: ConversationId | null },
  run: (tx: Transaction) => Promise<T>,
) => Promise<T>;

/** What precedes a workspace: answered by the few functions that may look across workspaces. */
export interface Doorstep {
  findWorkspaceByKey(key: string): Promise<WorkspaceId | null>;
  findAgentByEmail(email: string): Promise<{
    readonly workspaceId: WorkspaceId;
    readonly agentId: AgentId;
    readonly passwordHash: string;
    readonly active: boolean;
  } | null>;
  /** Null for an unknown, expired or revoked one, and for one that is no visitor's. Asking is use: it slides. */
  findVisitorSession(tokenHash: Uint8Array): Promise<{
    readonly workspaceId: WorkspaceId;
    readonly visitorId: VisitorId;
    readonly expiresAt: Date;
  } | null>;
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
    readonly guestAgentId?: AgentId | null;
  }): void;
}

/** All that an action is given beside the actor and the input. */
export interface Ports {
  readonly work: UnitOfWork;
  readonly sharedWork: SharedWork;
  readonly sharedRequests: SharedRequests;
  readonly doorstep: Doorstep;
  readonly secrets: Secrets;
  readonly typing: TypingAnnouncer;
  readonly cleanHtml: CleanHtml;
  readonly readCsv: ReadCsv;
  readonly scripts: ScriptCache;
  readonly catalog: Catalog;
  readonly calendars: Calendars;
  readonly identities: IdentitySecrets;
  readonly meetingLinks: MeetingLinks;
  readonly replays: ReplayRunner;
  readonly routers: Routers;
  readonly push: Push;
  /** Null: there is no mail server. Mails stay where they are stored. */
  readonly mailer: Mailer | null;
  /** Where staff open this conversation in a browser: for mails. */
  conversationUrl(id: ConversationId): string;
  newId<Kind extends string>(): Id<Kind>;
}
