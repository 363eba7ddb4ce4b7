import type { Actor } from '../auth/actor';
import { seesWholeWorkspace } from '../auth/policy';
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
