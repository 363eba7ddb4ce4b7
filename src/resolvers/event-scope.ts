import type { Actor } from '../auth/actor';
import { may, seesWholeWorkspace } from '../auth/policy';
import type { EventScope } from '../events/topics';
import { assertNever } from '../routing/terms';

/** Whose part of the log the caller gets; null for who gets none of it. A change of it voids the caller's cursors. */
export function eventScopeOf(actor: Actor): EventScope | null {
  switch (actor.kind) {
    case 'VISITOR':
      return { kind: 'VISITOR', visitorId: actor.visitorId };
    case 'AGENT':
      return seesWholeWorkspace(actor)
        ? { kind: 'WORKSPACE', viewer: actor.agentId }
        : { kind: 'AGENT', agentId: actor.agentId };
    case 'INTEGRATION':
      return seesWholeWorkspace(actor) ? { kind: 'WORKSPACE', viewer: actor.apiTokenId } : null;
    case 'SYSTEM':
      return null;
    default:
      return assertNever(actor);
  }
}

/** For who watches over the live chats; null for everybody else. */
export function monitorScopeOf(actor: Actor): EventScope | null {
  if (!may(actor, 'chats.monitor')) return null;
  switch (actor.kind) {
    case 'AGENT':
      return { kind: 'MONITOR', viewer: actor.agentId };
    case 'INTEGRATION':
      return { kind: 'MONITOR', viewer: actor.apiTokenId };
    case 'VISITOR':
    case 'SYSTEM':
      return null;
    default:
      return assertNever(actor);
  }
}

export function isSameScope(one: EventScope, other: EventScope): boolean {
  switch (one.kind) {
    case 'WORKSPACE':
    case 'MONITOR':
      return other.kind === one.kind && one.viewer === other.viewer;
    case 'AGENT':
      return other.kind === 'AGENT' && one.agentId === other.agentId;
    case 'VISITOR':
      return other.kind === 'VISITOR' && one.visitorId === other.visitorId;
    default:
      return assertNever(one);
  }
}
