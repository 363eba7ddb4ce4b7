import type { Actor } from '../auth/actor';
import { mayFollowReplay } from '../auth/routing-policy';
import { done, type Outcome } from '../routing/refusal';
import type { ReplayId } from '../routing/terms';
import type { Ports } from './ports';
import { unknown } from './staff-refusals';

export interface RoutingReplayCancelInput {
  readonly replayId: ReplayId;
}

/** Ends a replay wherever it runs: its process sees it with the next page. One that is over stays as it is. */
export async function routingReplayCancel(
  ports: Ports,
  actor: Actor,
  { replayId }: RoutingReplayCancelInput,
): Promise<Outcome<ReplayId>> {
  return ports.work(actor.workspaceId, async (tx) => {
    const replay = await tx.replays.find(replayId);
    if (replay === null || !mayFollowReplay(actor, replay)) return unknown('replay', ['replayId']);
    await tx.replays.end(replayId, replay.state === 'LOST' ? 'LOST' : 'CANCELLED', null);
    return done(replayId);
  });
}
