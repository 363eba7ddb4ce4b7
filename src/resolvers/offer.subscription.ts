import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Resolver, Root, Subscription } from 'type-graphql';
import type { OfferRecord } from '../actions/records';
import { doc } from '../schema/doc';
import { Offer } from '../schema/offer.type';
import type { Context } from './context';
import { enter, scopeOf } from './entry';
import { concernsOffersOf, OfferStream } from './offer-stream';
import { pulled } from './pulled';
import { forbidden } from './refusals';

@Resolver()
export class OfferSubscription {
  @Subscription(() => Offer, {
    subscribe: ({ context }) => subscribeToOffers(context as Context),
    description: doc`
      The signed-in agent's offers: those pending first, then every change of state. A convenience without a cursor: drop an
      offer at its \`expiresAt\`. While it is open, the agent is reachable. Agents only.`,
  })
  async chatOffers(
    @Root() offer: OfferRecord,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OfferRecord> {
    await enter(context, info);
    return offer;
  }
}

async function subscribeToOffers(context: Context): Promise<AsyncIterableIterator<OfferRecord>> {
  // AUTH: offers are made to agents; the stream is of the caller's own and takes no id.
  const { actor, workspaceId } = scopeOf(context);
  if (actor.kind !== 'AGENT') throw forbidden('Only a signed-in agent is offered chats.');

  const { agentId } = actor;
  const listening = await context.feed.listen(workspaceId, (delivery) => concernsOffersOf(agentId, delivery), {
    scope: { kind: 'AGENT', agentId },
  });
  try {
    const held = await context.reachability.hold(workspaceId, agentId);
    return pulled(new OfferStream({ context, agentId, listening, release: () => held.release() }));
  } catch (error) {
    listening.close();
    throw error;
  }
}
