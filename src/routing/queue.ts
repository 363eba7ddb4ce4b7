/**
 * Waiting for an agent: whom a free place is for, and what those who wait are told.
 *
 * A card's visitors wait in one line. Whoever asked earlier comes first, over all lines of the workspace, and keeps that turn
 * when an agent who was found does not take the chat. A visitor for whom nobody will do is passed by and loses nothing.
 */
import { waitEndsAt } from './fall-through';
import type { Decision, LiveChatId, Queue, RoutingSettings } from './terms';

/** A visitor's turn: in which line, and since when. */
export interface Turn {
  readonly liveChatId: LiveChatId;
  readonly line: string;
  readonly waitingSince: Date;
}

/** Times at which one line's visitors were served lately, as three figures. */
export interface Pace {
  readonly served: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** How far back a line's pace is looked at. */
export const paceSeconds = 3_600;

/** Places in their own lines, from 1. `turns`: whoever waits longest first. */
export function placesOf(turns: readonly Turn[]): ReadonlyMap<LiveChatId, number> {
  const lengths = new Map<string, number>();
  return new Map(
    turns.map(({ liveChatId, line }) => {
      const place = (lengths.get(line) ?? 0) + 1;
      lengths.set(line, place);
      return [liveChatId, place];
    }),
  );
}

/** The mean time between two who were served, for each place; null with nothing to go by. */
export function estimatedWaitSeconds(place: number, pace: Pace | null): number | null {
  if (pace === null || pace.served < 2) return null;
  const gapSeconds = (pace.lastAt.getTime() - pace.firstAt.getTime()) / 1_000 / (pace.served - 1);
  return Math.max(1, Math.round(place * gapSeconds));
}

/** Nobody being free is a reason to wait; a used-up package, a blocked domain or a wait that is over is none. */
export function isWorthWaiting({ outcome, fallbackReason }: Pick<Decision, 'outcome' | 'fallbackReason'>): boolean {
  if (outcome !== 'FALLBACK') return false;
  return (
    fallbackReason === 'NOBODY_ELIGIBLE' ||
    fallbackReason === 'ATTEMPTS_EXHAUSTED' ||
    fallbackReason === 'NO_RULE_MATCHED' ||
    fallbackReason === 'OWNER_UNAVAILABLE'
  );
}

/** When a visitor has waited long enough: for the card's line, or for the workspace. */
export function queueEndsAt(asked: {
  readonly requestedAt: Date;
  readonly queue: Pick<Queue, 'maxWaitSeconds'>;
  readonly settings: Pick<RoutingSettings, 'maxWaitSeconds'>;
}): Date {
  const ofLine = new Date(asked.requestedAt.getTime() + asked.queue.maxWaitSeconds * 1_000);
  const ofAll = waitEndsAt(asked.requestedAt, asked.settings);
  return ofAll !== null && ofAll < ofLine ? ofAll : ofLine;
}
