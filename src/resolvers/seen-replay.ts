import type { ReplayRecord } from '../actions/replay-ports';
import { mayFollowReplay } from '../auth/routing-policy';
import type { Scope } from './context';

/** The replay, or null where it is unknown or not for the caller. */
export async function seenReplay(scope: Scope, id: string): Promise<ReplayRecord | null> {
  const [replay = null] = await scope.reads.replays([id as ReplayRecord['id']]);
  return replay !== null && mayFollowReplay(scope.actor, replay) ? replay : null;
}
