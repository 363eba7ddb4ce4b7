/**
 * The life of a live chat, and what it does to its conversation.
 *
 * ROUTING (looking for an agent) → WAITING (in the queue, where the card has one) → OFFERED (ringing at one) → CONNECTED (two people talk) → ENDED; or MISSED (nobody took
 * it, the visitor got the fallback message); or ABANDONED (the visitor did not wait). ENDED, MISSED and ABANDONED are final,
 * free the agent's place and close the conversation: COMPLETED where it came to its end, DROPPED where somebody just left.
 * The invariant: a chat in OFFERED has exactly one pending offer, a chat in CONNECTED exactly one agent.
 */
import type { ConversationStatus, LiveChatEndReason, LiveChatState, RoutingSettings } from './terms';

/** What may happen to a live chat. STAFF_ENDED: its agent, or whoever may end any. */
export type LiveChatHappening =
  | 'AGENT_FOUND'
  | 'ROUTER_ASKED'
  | 'NOBODY_FREE'
  | 'NOBODY_LEFT'
  | 'ACCEPTED'
  | 'VISITOR_ENDED'
  | 'STAFF_ENDED'
  | 'FELL_IDLE';

export interface LiveChatMove {
  readonly state: LiveChatState;
  readonly endReason: LiveChatEndReason | null;
  /** What the conversation becomes; null: stays open. */
  readonly closes: Exclude<ConversationStatus, 'OPEN'> | null;
}

const goesOn = (state: LiveChatState): LiveChatMove => ({ state, endReason: null, closes: null });
const missed: LiveChatMove = { state: 'MISSED', endReason: null, closes: 'COMPLETED' };
const abandoned: LiveChatMove = { state: 'ABANDONED', endReason: null, closes: 'DROPPED' };

const moves: Readonly<Record<LiveChatState, Partial<Readonly<Record<LiveChatHappening, LiveChatMove>>>>> = {
  ROUTING: {
    AGENT_FOUND: goesOn('OFFERED'),
    ROUTER_ASKED: goesOn('ROUTING'),
    NOBODY_FREE: goesOn('WAITING'),
    NOBODY_LEFT: missed,
    VISITOR_ENDED: abandoned,
    STAFF_ENDED: abandoned,
  },
  WAITING: {
    AGENT_FOUND: goesOn('OFFERED'),
    NOBODY_LEFT: missed,
    // A supervisor takes the visitor out of the queue.
    ACCEPTED: goesOn('CONNECTED'),
    VISITOR_ENDED: abandoned,
    STAFF_ENDED: abandoned,
  },
  OFFERED: {
    AGENT_FOUND: goesOn('OFFERED'),
    ROUTER_ASKED: goesOn('ROUTING'),
    NOBODY_FREE: goesOn('WAITING'),
    NOBODY_LEFT: missed,
    ACCEPTED: goesOn('CONNECTED'),
    VISITOR_ENDED: abandoned,
    STAFF_ENDED: abandoned,
  },
  CONNECTED: {
    VISITOR_ENDED: { state: 'ENDED', endReason: 'VISITOR_ENDED', closes: 'COMPLETED' },
    STAFF_ENDED: { state: 'ENDED', endReason: 'AGENT_ENDED', closes: 'COMPLETED' },
    FELL_IDLE: { state: 'ENDED', endReason: 'IDLE_TIMEOUT', closes: 'DROPPED' },
  },
  ENDED: {},
  MISSED: {},
  ABANDONED: {},
};

/** Null: it cannot happen in that state, so nothing changes (a timer that comes late, an end that somebody else made). */
export function moveLiveChat(state: LiveChatState, happening: LiveChatHappening): LiveChatMove | null {
  return moves[state][happening] ?? null;
}

export function isOver(state: LiveChatState): boolean {
  return Object.keys(moves[state]).length === 0;
}

/** A branch that came to its end, or a person who ended it: either way a conversation without a live chat is complete. */
export function closesWithoutLiveChat(_by: 'BRANCH_ENDED' | 'VISITOR_ENDED' | 'STAFF_ENDED'): 'COMPLETED' {
  return 'COMPLETED';
}

type IdleSettings = Pick<RoutingSettings, 'idleTimeoutSeconds' | 'idleWarningSeconds'>;

/** When silence ends a connected chat. Counted from the accept or the last stored message of visitor or agent. */
export function idleEndsAt(lastActivityAt: Date, settings: Pick<IdleSettings, 'idleTimeoutSeconds'>): Date {
  return new Date(lastActivityAt.getTime() + settings.idleTimeoutSeconds * 1_000);
}

/** When both sides are warned of it; null where the workspace wants no warning. The warning itself is no activity. */
export function idleWarnsAt(lastActivityAt: Date, settings: IdleSettings): Date | null {
  if (settings.idleWarningSeconds === 0) return null;
  return new Date(idleEndsAt(lastActivityAt, settings).getTime() - settings.idleWarningSeconds * 1_000);
}
