/** Whom the places that there are go to, where several wait for them. */
import { MovingPicture, type Candidates } from './moving-picture';
import type { RoutingPicture } from './request-terms';
import type { Decision } from './terms';

export interface Served<Waiting> {
  /** What each gets, if all are served now, in their order. */
  readonly decisions: ReadonlyMap<Waiting, Decision>;
  /** The agents with the places that are left for whoever comes behind. */
  readonly left: Candidates;
}

export interface Serving<Waiting> {
  readonly now: Date;
  /** What ends the wait, whatever places there are; null: nothing. Asked of each when its turn comes. */
  ends(one: Waiting): Decision | null;
  decide(one: Waiting, picture: RoutingPicture): Decision;
  /** Two who say the same are decided alike; null: nobody else is like this one. Where one has nobody, the others have nobody. */
  likeness(one: Waiting): string | null;
}

/**
 * Each place goes to whoever has waited longest for it, and is taken for everybody behind: what a later one gets nobody earlier
 * could have had. `waiting`: whoever waits longest first.
 */
export function serveInTurn<Waiting>(
  waiting: readonly Waiting[],
  picture: RoutingPicture,
  serving: Serving<Waiting>,
): Served<Waiting> {
  const hopeless = new Map<string, Decision>();
  const moving = new MovingPicture(picture);
  const decisions = new Map<Waiting, Decision>();
  for (const one of waiting) {
    const over = serving.ends(one);
    const like = over === null ? serving.likeness(one) : null;
    const decision = over ?? (like === null ? undefined : hopeless.get(like)) ?? serving.decide(one, moving);
    decisions.set(one, decision);
    if (decision.agentId !== null) moving.follow(decision, serving.now);
    else if (like !== null) hopeless.set(like, decision);
  }
  return { decisions, left: moving.candidates };
}
