/** What playing a conversation needs of the stores. See ports.ts for the rules of order. */
import type { DomainEvent } from '../routing/events';
import type { ConversationId, DialogId, EventId, VisitorId, WorkspaceId } from '../routing/terms';
import type { PlayableScript, PlayRecord, ReadingRecord } from './play.records';
import type { Page, PageRequest } from './pages';

export interface ScriptKey {
  readonly dialogId: DialogId;
  readonly version: number;
}

/** Published flows, and the scripts that whoever asked had not. */
export interface FlowsAndScripts {
  readonly flows: ReadonlyMap<DialogId, number>;
  readonly scripts: readonly PlayableScript[];
}

export interface PlayStore {
  /** Guarded by the conversation's lock: ask for it behind that. */
  find(id: ConversationId): Promise<PlayRecord | null>;
  /** Until commit: ahead of the routing lock where it is written behind it. */
  hold(id: ConversationId): void;
  insert(play: PlayRecord): void;
  /** Writes all that may change. The conversation must be locked, or inserted, by this transaction. */
  save(play: PlayRecord): void;
  /** What a flow card enters now: the published version by flow. */
  findPublishedFlows(): Promise<ReadonlyMap<DialogId, number>>;
  /**
   * The same, and in the same statement whatever of the conversation's scripts is not at hand: what it began with, where it
   * stands, and every published flow that either leads to. Behind the conversation's lock.
   */
  findPublishedFlowsFor(id: ConversationId, atHand: readonly PlayableScript[]): Promise<FlowsAndScripts>;
  /** These scripts and every published flow that they lead to, in one round trip. */
  findScripts(keys: readonly ScriptKey[]): Promise<readonly PlayableScript[]>;
  /** The conversation that this visitor's start with this key began. */
  findFlowStart(visitorId: VisitorId, clientFlowId: string): Promise<ConversationId | null>;
  /** Fails the commit where the key was used: `flow_start_pkey` is the real guard. */
  insertFlowStart(visitorId: VisitorId, clientFlowId: string, conversationId: ConversationId): void;
}

export interface ReadingStore {
  /** Whether a message of that card offered a document in that conversation. */
  isOffered(id: ConversationId, cardKey: string): Promise<boolean>;
  findOf(id: ConversationId, cardKey: string): Promise<readonly ReadingRecord[]>;
  insert(reading: ReadingRecord): void;
}

/** Versions that this process has read before. They never change, so nothing ever has to be told to forget one. */
export interface ScriptCache {
  find(workspaceId: WorkspaceId, key: ScriptKey): PlayableScript | null;
  keep(workspaceId: WorkspaceId, script: PlayableScript): void;
  /** All that this conversation came through when this process met it last; null: it did not, or has let go of some of it. */
  recall(workspaceId: WorkspaceId, conversationId: ConversationId): readonly PlayableScript[] | null;
  remember(conversationId: ConversationId, scripts: readonly ScriptKey[]): void;
  /** The workspace's, a bounded number: what another conversation will most likely come through. */
  newest(workspaceId: WorkspaceId): readonly PlayableScript[];
}

/** An event as the timeline of its conversation tells it. */
export interface TimelineRecord {
  readonly id: EventId;
  readonly position: number;
  readonly occurredAt: Date;
  readonly event: DomainEvent;
}

/** A line of a conversation that offered a document. */
export interface OfferedDocument {
  readonly conversationId: ConversationId;
  readonly cardKey: string;
  readonly title: string;
  readonly url: string;
}

export interface PlayReads {
  plays(ids: readonly ConversationId[]): Promise<readonly (PlayRecord | null)[]>;
  /** By conversation, in the order in which they were offered, each card once. */
  documentsOf(ids: readonly ConversationId[]): Promise<readonly (readonly OfferedDocument[])[]>;
  /** By conversation, oldest first. */
  readingsOf(ids: readonly ConversationId[]): Promise<readonly (readonly ReadingRecord[])[]>;
  /** What happened beside the talk itself: without messages and prompts. */
  timelinePage(id: ConversationId, page: PageRequest): Promise<Page<TimelineRecord>>;
}
