/** Whether somebody may be offered a chat now, as the product's promises say it. */
import { agentOf, type ChatState, placesOf, type State, type Who } from './state';

/** Places that are spoken for by those who have waited longer. */
export type Promised = ReadonlyMap<Who, number>;
export const nothing: Promised = new Map();

export interface Search {
  readonly chat: ChatState;
  readonly promised: Promised;
}

export function isReachable(state: State, who: Who): boolean {
  return agentOf(state, who).leaseUntil > state.now;
}

/** A place has been taken or given back: from now on there is nothing more to do than there was. */
export function touched(state: State, who: Who | null): void {
  if (who !== null) agentOf(state, who).idleSince = state.now;
}

/** After not having been there. */
export function returns(state: State, who: Who): void {
  agentOf(state, who).returnedAt = state.now;
  touched(state, who);
}

export function takenOf(state: State, who: Who, promised: Promised = nothing): number {
  const { chats, offers } = placesOf(state, who);
  return chats + offers + (promised.get(who) ?? 0);
}

/** One place right behind the return, all of them behind the ramp, growing evenly between. */
function placesByNow(state: State, who: Who): number {
  const { limit, returnedAt } = agentOf(state, who);
  const rampMs = state.settings.rampSeconds * 1_000;
  const sinceMs = state.now - (returnedAt ?? -Infinity);
  if (sinceMs >= rampMs) return limit;
  return Math.min(limit, Math.max(1, Math.ceil((limit * sinceMs) / rampMs)));
}

/** Would take one more, but for the places. */
export function isWilling(state: State, who: Who): boolean {
  const { active, permitted, available } = agentOf(state, who);
  return active && permitted && available && (isReachable(state, who) || !state.settings.requireReachable);
}

export function mayBeOffered(state: State, { chat, promised }: Search, who: Who, coolDown: number | null): boolean {
  if (!isWilling(state, who)) return false;
  const before = chat.offers.filter((offer) => offer.agent === who).at(-1);
  if (before !== undefined) {
    const sinceMs = state.now - before.offeredAt;
    if (coolDown === null || sinceMs < coolDown * 1_000) return false;
    if (sinceMs === coolDown * 1_000) state.remarks['cool on the stroke'] = true;
  }
  const taken = takenOf(state, who, promised);
  if (taken >= agentOf(state, who).limit) return false;
  if (taken < placesByNow(state, who)) return true;
  state.remarks['held back by the ramp'] = true;
  return false;
}
