/**
 * What a resolver is given. One for each HTTP request, and a fresh one for each event of a subscription: loaders never
 * outlive the answer they serve, so a stream cannot show yesterday's rows.
 */
import type DataLoader from 'dataloader';
import type { OfferedDocument, Ports, Reads, SeenAvailability, WhisperRecord } from '../actions/ports';
import type {
  AgentRecord,
  ConversationRecord,
  DecisionRecord,
  DialogRecord,
  DialogVersionRecord,
  LiveChatRecord,
  Message,
  OfferRecord,
  PlayableScript,
  PlayRecord,
  PoolRecord,
  ReadingRecord,
  RuleRecord,
  TeamRecord,
  UsageRecord,
  VisitorRecord,
  WorkspaceRecord,
  ApiTokenRecord,
} from '../actions/records';
import type { SeenCalendar, SeenMeeting } from '../actions/meeting-reads';
import type { MeetingSettingsRecord } from '../actions/meeting.records';
import type { QueueTurn } from '../actions/queue-ports';
import type { ProfileCarriers, ProfileRecord } from '../actions/profile-ports';
import type { AttributeUse } from '../actions/people-ports';
import type { ConsentRecord, PersonListRecord, PersonRecord } from '../actions/people.records';
import type { RouteRecord } from '../actions/route-ports';
import type { SeenRouter } from '../actions/router-ports';
import type { Actor } from '../auth/actor';
import type { EventLog, EventScope, Feed } from '../events/topics';
import type { AgentId, WorkspaceId } from '../routing/terms';
import type { Script } from '../streams/script';

/** String keys throughout; the workspace is closed over when they are made, never taken from a key. */
export interface Loaders {
  readonly workspace: () => Promise<WorkspaceRecord>;
  readonly usage: () => Promise<UsageRecord>;
  /**
   * The newest position of the log, read when first asked and kept: asked before anything else is loaded, it is a point
   * behind which the events complete whatever this answer shows.
   */
  readonly position: () => Promise<number>;
  readonly agent: DataLoader<string, AgentRecord | null>;
  readonly team: DataLoader<string, TeamRecord | null>;
  readonly rule: DataLoader<string, RuleRecord | null>;
  readonly pool: DataLoader<string, PoolRecord | null>;
  readonly dialog: DataLoader<string, DialogRecord | null>;
  /** `${dialogId}:${version}` */
  readonly dialogVersion: DataLoader<string, DialogVersionRecord | null>;
  /** `${dialogId}:${version}` */
  readonly script: DataLoader<string, Script | null>;
  /** `${dialogId}:${version}`, as it is played. */
  readonly playable: DataLoader<string, PlayableScript | null>;
  readonly visitor: DataLoader<string, VisitorRecord | null>;
  /** Who was merged into another is loaded as that other. */
  readonly person: DataLoader<string, PersonRecord | null>;
  readonly personList: DataLoader<string, PersonListRecord | null>;
  readonly listsOfPerson: DataLoader<string, readonly PersonListRecord[]>;
  readonly consentsOfVisitor: DataLoader<string, readonly ConsentRecord[]>;
  /** Of every attribute. */
  readonly profile: DataLoader<string, ProfileRecord | null>;
  readonly profileCarriers: () => Promise<readonly ProfileCarriers[]>;
  readonly attributeUses: () => Promise<readonly AttributeUse[]>;
  readonly conversation: DataLoader<string, ConversationRecord | null>;
  readonly play: DataLoader<string, PlayRecord | null>;
  readonly documentsOfConversation: DataLoader<string, readonly OfferedDocument[]>;
  readonly readingsOfConversation: DataLoader<string, readonly ReadingRecord[]>;
  readonly liveChat: DataLoader<string, LiveChatRecord | null>;
  readonly meeting: DataLoader<string, SeenMeeting | null>;
  readonly meetingsOfConversation: DataLoader<string, readonly SeenMeeting[]>;
  readonly meetingSettings: DataLoader<string, MeetingSettingsRecord | null>;
  readonly availability: DataLoader<string, SeenAvailability | null>;
  readonly calendar: DataLoader<string, SeenCalendar | null>;
  readonly offer: DataLoader<string, OfferRecord | null>;
  readonly offersOfLiveChat: DataLoader<string, readonly OfferRecord[]>;
  readonly pendingOffersOfAgent: DataLoader<string, readonly OfferRecord[]>;
  readonly whisper: DataLoader<string, WhisperRecord | null>;
  readonly whispersOfConversation: DataLoader<string, readonly WhisperRecord[]>;
  /** Of those who wait; null for everybody else. */
  readonly queueTurn: DataLoader<string, QueueTurn | null>;
  readonly pendingOfferOfConversation: DataLoader<string, OfferRecord | null>;
  readonly decision: DataLoader<string, DecisionRecord | null>;
  readonly decisionsOfLiveChat: DataLoader<string, readonly DecisionRecord[]>;
  readonly decisionsOfConversation: DataLoader<string, readonly DecisionRecord[]>;
  /** `${conversationId}:${sequence}` */
  readonly message: DataLoader<string, Message | null>;
  readonly messageById: DataLoader<string, Message | null>;
  readonly unreadCount: DataLoader<string, number>;
  readonly apiToken: DataLoader<string, ApiTokenRecord | null>;
  readonly route: DataLoader<string, RouteRecord | null>;
  readonly externalRouter: DataLoader<string, SeenRouter | null>;
  /** Forgets what was loaded, for the answer of a mutation; but not `position`, which must stay before what comes now. */
  forget(): void;
}

/** Everything of the caller's workspace. Absent without a valid token. */
export interface Scope {
  readonly actor: Actor;
  readonly workspaceId: WorkspaceId;
  readonly reads: Reads;
  readonly loaders: Loaders;
}

/** Opaque cursors of the event log, bound to caller and scope. */
export interface Cursors {
  seal(scope: EventScope, workspaceId: WorkspaceId, position: number): string;
  /** The same for many positions of one reader. */
  sealer(scope: EventScope, workspaceId: WorkspaceId): (position: number) => string;
  /** Null for one that is garbled or another caller's; `SCOPE_CHANGED` for the caller's own of another scope. */
  open(scope: EventScope, workspaceId: WorkspaceId, cursor: string): number | 'SCOPE_CHANGED' | null;
}

/** An agent's socket that lets offers through: holds the lease that makes the agent reachable, until released. */
export interface Reachability {
  hold(workspaceId: WorkspaceId, agentId: AgentId): Promise<{ release(): void }>;
}

export interface Context {
  readonly scope: Scope | null;
  /** The bearer token as it came, for signOut. */
  readonly token: string | null;
  /** Where the caller comes from, for throttling. */
  readonly address: string;
  readonly ports: Ports;
  readonly log: EventLog;
  readonly feed: Feed;
  readonly cursors: Cursors;
  readonly reachability: Reachability;
  /** Consumes one attempt of the door's limit; throws THROTTLED with `retryAfter` when there is none left. */
  throttle(door: 'signIn' | 'visitorSessionStart' | 'meetingLink'): Promise<void>;
  /** The address of a stored picture. */
  pictureUrl(hash: string): string;
  /**
   * Goes on as whoever holds this token: `scope` is then theirs. For signIn and visitorSessionStart, whose answer shows
   * the one who has just come in.
   */
  enter(token: string): Promise<void>;
  /** The caller with the rights of now, where that is all that is asked; null: nobody any more. */
  actorNow(): Actor | null;
  /** A fresh one for the next event: the same caller with the rights of now, new loaders. */
  fork(): Context;
}
