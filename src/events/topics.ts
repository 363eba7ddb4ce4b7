/**
 * The shapes that travel from a commit to a subscriber, and the ports to listen and to read back.
 *
 * A workspace has one order: `position` is dense (1, 2, 3 …) and taken last in the writing transaction, so the order of
 * commits, of rows and of deliveries is the same one, and a missing number is visible.
 */
import type { DomainEvent, EventType } from '../routing/events';
import type { AgentId, ConversationId, EventId, VisitorId, WorkspaceId } from '../routing/terms';

export interface StoredEvent {
  readonly workspaceId: WorkspaceId;
  readonly position: number;
  readonly id: EventId;
  readonly occurredAt: Date;
  readonly event: DomainEvent;
}

/** Whose stream it is: what the audience columns are compared with. A cursor is bound to it. */
export type EventScope =
  | { readonly kind: 'WORKSPACE'; readonly viewer: string }
  | { readonly kind: 'AGENT'; readonly agentId: AgentId }
  | { readonly kind: 'VISITOR'; readonly visitorId: VisitorId };

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
  readonly until: Date;
}

/** The stored log, read by position. */
export interface EventLog {
  /** The newest position of the workspace, 0 for none. */
  position(workspaceId: WorkspaceId): Promise<number>;
  /** Everything up to and including it may have been thrown away; 0 at first. A cursor below it is CURSOR_EXPIRED. */
  trimmedUpTo(workspaceId: WorkspaceId): Promise<number>;
  /** In order, behind `after` and up to `upTo`. Of the scope's audience and the selection only. */
  read(request: {
    readonly workspaceId: WorkspaceId;
    readonly scope: EventScope;
    readonly selection: EventSelection;
    readonly after: number;
    readonly upTo: number | null;
    readonly limit: number;
  }): Promise<readonly StoredEvent[]>;
}

/** What a live subscriber gets. HEARTBEAT tells how far the workspace has come although nothing was for this listener. */
export type Delivery =
  { readonly kind: 'EVENT'; readonly stored: StoredEvent } | { readonly kind: 'TYPING'; readonly typing: Typing };

/** A bounded, eager queue between the relay and one subscription. See channel.ts. */
export interface Listening extends AsyncIterableIterator<Delivery> {
  /** The workspace's position from which on nothing is missed: everything behind it comes through here. */
  readonly from: number;
  /** How far the relay has come: everything up to here has been queued or was not for this listener. */
  position(): number;
  /** All that is queued right now, without waiting. */
  drain(): readonly Delivery[];
  close(): void;
}

export interface Feed {
  /** Opens first and answers when `from` is known: subscribe, read the stored tail up to `from`, then go on here. */
  listen(workspaceId: WorkspaceId, wants: (delivery: Delivery) => boolean): Promise<Listening>;
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
    case 'AGENT':
      return event.agentId === scope.agentId;
    case 'VISITOR':
      return event.visitorId === scope.visitorId && !event.onlyAgent;
  }
}

export function isSelected(selection: EventSelection, event: DomainEvent): boolean {
  if (selection.types !== null && !selection.types.includes(event.type)) return false;
  return selection.conversationId === null || selection.conversationId === event.conversationId;
}
