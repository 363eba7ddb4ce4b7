import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { doc } from './doc';
import { Offer } from './offer.type';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    Accepting one's own accepted offer again answers the same. AT_CAPACITY and AGENT_UNAVAILABLE are kept for transfers,
    OFFER_TAKEN for claims.`,
})
export class OfferAcceptInput {
  @Field(() => ID, { description: 'The offer.' })
  offerId!: string;
}

@ObjectType({ description: 'The answer of `offerAccept`.', simpleResolvers: true })
export class OfferAcceptPayload extends Payload {
  @Field(() => Offer, { nullable: true, description: 'The offer, accepted.' })
  offer!: object | null;

  @Field(() => Conversation, { nullable: true, description: 'The conversation, connected, with its whole transcript.' })
  conversation!: object | null;
}
