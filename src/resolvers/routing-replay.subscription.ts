import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { ReplayRecord } from '../actions/replay-ports';
import { doc } from '../schema/doc';
import { idOf } from '../schema/global-ids';
import { RoutingReplay } from '../schema/routing-replay.type';
import type { Context } from './context';
import { demand, scopeOf } from './entry';
import { pulled } from './pulled';
import { forbidden } from './refusals';
import { ReplayStream } from './replay-stream';
import { seenReplay } from './seen-replay';

@Resolver()
export class RoutingReplaySubscription {
  @Subscription(() => RoutingReplay, {
    subscribe: ({ args, context }) => follow(args as { readonly id: string }, context as Context),
    description: doc`
      A replay as it goes on: how far it is, at most twice a second, and in the end its result or why it has none; then the
      operation completes. For its starter, and with CUSTOM_RULES_MANAGE.`,
  })
  routingReplay(
    @Root() replay: ReplayRecord,
    @Arg('id', () => ID, { description: 'The replay, as `routingReplayStart` answered it.' }) _id: string,
  ): ReplayRecord {
    return replay;
  }
}

async function follow({ id }: { readonly id: string }, context: Context): Promise<AsyncIterableIterator<ReplayRecord>> {
  // AUTH: the own replay, or the permission to start any; asked again at each look.
  const scope = scopeOf(context);
  demand(scope, 'routing.simulate');
  const replayId = idOf('RoutingReplay', id);
  if ((await seenReplay(scope, replayId)) === null)
    throw forbidden('There is no such replay for you. Load the replays again.');
  return pulled(new ReplayStream(context, replayId));
}
