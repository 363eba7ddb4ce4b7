/**
 * The shapes that travel from a commit to a subscriber, and the ports to listen and to read back.
 *
 * A workspace has one order: `position` is dense (1, 2, 3 …) and taken last in the writing transaction, so the order of
 * commits, of rows and of deliveries is the same one, and a missing number is visible.
 */
import type { DomainEvent, EventType } from '../routing/events';
import {
  assertNever,
  type AgentId,
  type ConversationId,
  type EventId,
  type VisitorId,
  type WorkspaceId,
} from '../routing/terms';

export interface StoredEvent {
  readonly workspaceId: WorkspaceId;
  readonly position: number;
  readonly id: EventId;
  readonly occurredAt: Date;
  readonly event: DomainEvent;
}

/** Whose stream it is: what the audience columns are compared with. A cursor is bound to it. */
export type EventScope =
  /** `viewer`: the bare id of the agent or API token that looks. */
  | { readonly kind: 'WORKSPACE'; readonly viewer: string }
  /** How every live chat goes, and nothing that is said. `viewer`: as above. */
  | { readonly kind: 'MONITOR'; readonly viewer: string }
  | { readonly kind: 'AGENT'; readonly agentId: AgentId }
  | { readonly kind: 'VISITOR'; readonly visitorId: VisitorId };

/** What changes the picture of who waits, who is served and who listens. */
export const watchedTypes = [
  'CONVERSATION_ENDED',
  'LIVE_CHAT_REQUESTED',
  'LIVE_CHAT_WAITING',
  'LIVE_CHAT_CONNECTED',
  'LIVE_CHAT_MISSED',
  'LIVE_CHAT_ENDED',
  'LIVE_CHAT_TRANSFERRED',
  'LIVE_CHAT_GUEST_JOINED',
  'LIVE_CHAT_GUEST_LEFT',
  'LISTENING_CHANGED',
  'OFFER_CREATED',
  'OFFER_DECLINED',
  'OFFER_EXPIRED',
  'OFFER_WITHDRAWN',
  'VISITOR_IDENTIFIED',
] as const satisfies readonly EventType[];
const watched: ReadonlySet<EventType> = new Set(watchedTypes);

export interface EventSelection {
  readonly types: readonly EventType[] | null;
  readonly conversationId: ConversationId | null;
}

/** Passing, never stored. */
export interface Typing {
  readonly workspaceId: WorkspaceId;
  readonly conversationId: ConversationId;
  readonly author: 'VISITOR' | 'AGENT';
  readonly authorId: VisitorId | AgentId;
  readonly authorName: string | null;
  readonly visitorId: VisitorId;
  readonly agentId: AgentId | null;
  /** Who helps that agent; absent or null: nobody. */
  readonly guestAgentId?: AgentId | null;
  readonly until: Date;
}

/** The stored log, read by position. */
export interface EventLog {
  /** The newest position of the workspace, 0 for none. */
  position(workspaceId: WorkspaceId): Promise<number>;
  /** Everything up to and including it may have been thrown away; 0 at first. A cursor below it is CURSOR_EXPIRED. */
  trimmedUpTo(workspaceId: WorkspaceId): Promise<number>;
  /**
   * In order, behind `after` and up to `upTo`. Of the scope's audience and the selection only. Null: something behind `after` is
   * not kept any more, seen in the same moment as the page, so that what is thrown away meanwhile is never skipped in silence.
   */
  read(request: {
    readonly workspaceId: WorkspaceId;
    readonly scope: EventScope;
    readonly selection: EventSelection;
    readonly after: number;
    readonly upTo: number | null;
    readonly limit: number;
  }): Promise<readonly StoredEvent[] | null>;
  /** Every event of the workspace behind `after`, whoever it is for: what the relay closes its gaps with. In order. */
  readAll(workspaceId: WorkspaceId, after: number, limit: number): Promise<readonly StoredEvent[]>;
  /** The newest positions of many workspaces in one statement. A workspace without events is absent. */
  positions(workspaceIds: readonly WorkspaceId[]): Promise<ReadonlyMap<WorkspaceId, number>>;
}

/** What a live subscriber gets. How far the workspace has come although nothing was for it: `Listening.position()`. */
export type Delivery =
  { readonly kind: 'EVENT'; readonly stored: StoredEvent } | { readonly kind: 'TYPING'; readonly typing: Typing };

/** A way past the waiting reader of a queue, for who can tell what came without waking it. */
export interface Shortcut {
  /** All that came at once while the reader waited. True: taken, and the reader goes on waiting. False: it is queued for it. */
  pass(deliveries: readonly Delivery[]): boolean;
}

/** A bounded, eager queue between the relay and one subscription. See channel.ts. */
export interface Listening extends AsyncIterableIterator<Delivery> {
  /** Asked before the reader is woken by events; null: it always is. */
  shortcut: Shortcut | null;
  /** The workspace's position from which on nothing is missed: everything behind it comes through here. */
  readonly from: number;
  /** How far the relay has come: everything up to here has been queued or was not for this listener. */
  position(): number;
  /** All that is queued right now, without waiting. */
  drain(): readonly Delivery[];
  /** Neither cut nor closed. */
  readonly isOpen: boolean;
  /** Open, and nothing is queued. */
  readonly isIdle: boolean;
  /** Called when it is idle no longer: for a reader who drains and does not wait in `next()`. */
  onReady: (() => void) | null;
  close(): void;
}

/**
 * Where a listener is filed, so that an event asks only those whom it may concern: with thousands of listeners in a
 * workspace, asking each predicate for each event would be millions of calls a second.
 * `scope`: what `isFor` lets through, and typing by `isTypingFor`. `conversationId`: every event of that conversation,
 * whoever it is for, and no typing: `wants` must ask the right. `wants` is asked behind both.
 */
export type Interest = { readonly scope: EventScope } | { readonly conversationId: ConversationId };

export interface Feed {
  /**
   * Opens first and answers when `from` is known: subscribe, read the stored tail up to `from`, then go on here.
   * Without an interest the listener is asked about everything that happens in the workspace.
   * `wants` must be quick and must not throw: a listener whose predicate throws is cut with that error.
   */
  listen(workspaceId: WorkspaceId, wants: (delivery: Delivery) => boolean, interest?: Interest): Promise<Listening>;
}

/** Thrown into a subscription whose reader is too slow: the socket closes with 1013 and the client resumes by cursor. */
export class TooSlow extends Error {
  constructor() {
    super('This subscription fell behind and was cut; resume from the last cursor.');
    this.name = 'TooSlow';
  }
}

export function isFor(scope: EventScope, event: DomainEvent): boolean {
  switch (scope.kind) {
    case 'WORKSPACE':
      return !event.onlyAgent;
    case 'MONITOR':
      return !event.onlyAgent && event.conversationId !== null && watched.has(event.type);
    case 'AGENT':
      return event.agentId === scope.agentId;
    case 'VISITOR':
      return event.visitorId === scope.visitorId && (!event.onlyAgent || event.agentId === null);
    default:
      return assertNever(scope);
  }
}

/** Typing is for the other side alone: the visitor sees the agents', the chat's agents the visitor's. */
export function isTypingFor(scope: EventScope, typing: Typing): boolean {
  switch (scope.kind) {
    case 'WORKSPACE':
      return typing.author === 'VISITOR' && isAgentOf(typing, scope.viewer);
    case 'MONITOR':
      return false;
    case 'AGENT':
      return typing.author === 'VISITOR' && isAgentOf(typing, scope.agentId);
    case 'VISITOR':
      return typing.author === 'AGENT' && typing.visitorId === scope.visitorId;
    default:
      return assertNever(scope);
  }
}

function isAgentOf({ agentId, guestAgentId }: Typing, id: string): boolean {
  return agentId === id || guestAgentId === id;
}

export function isSelected(selection: EventSelection, event: DomainEvent): boolean {
  if (selection.types !== null && !selection.types.includes(event.type)) return false;
  return selection.conversationId === null || selection.conversationId === event.conversationId;
}
