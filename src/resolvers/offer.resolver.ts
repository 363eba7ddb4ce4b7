import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { offerAccept, offerDecline } from '../actions';
import { idOf } from '../schema/global-ids';
import { OfferAcceptInput, OfferAcceptPayload } from '../schema/offer-accept.input';
import { OfferDeclineInput, OfferDeclinePayload } from '../schema/offer-decline.input';
import type { Context } from './context';
import { enter, reloaded } from './entry';
import { payloadOf } from './refusals';

@Resolver()
export class OfferResolver {
  @Mutation(() => OfferAcceptPayload, { description: 'Takes the chat that rings. The agent whose offer it is.' })
  async offerAccept(
    @Arg('input', () => OfferAcceptInput, { description: 'Which offer.' }) input: OfferAcceptInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await offerAccept(context.ports, scope.actor, { offerId: idOf('Offer', input.offerId) });
    return payloadOf(outcome, async ({ offerId, conversationId }) => {
      const loaders = reloaded(scope);
      const [offer, conversation] = await Promise.all([
        loaders.offer.load(offerId),
        loaders.conversation.load(conversationId),
      ]);
      return { offer, conversation };
    });
  }

  @Mutation(() => OfferDeclinePayload, {
    description: 'Leaves the chat that rings to the next candidate. The agent whose offer it is.',
  })
  async offerDecline(
    @Arg('input', () => OfferDeclineInput, { description: 'Which offer, and why.' }) input: OfferDeclineInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await offerDecline(context.ports, scope.actor, {
      offerId: idOf('Offer', input.offerId),
      reason: input.reason ?? null,
    });
    return payloadOf(outcome, async (id) => ({ offer: await reloaded(scope).offer.load(id) }));
  }
}
