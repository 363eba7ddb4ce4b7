import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Offer } from './offer.type';
import { Payload } from './user-error.type';

@InputType({
  description: "The next candidate is asked at once. Declining one's own declined offer again answers the same.",
})
export class OfferDeclineInput {
  @Field(() => ID, { description: 'The offer.' })
  offerId!: string;

  @Field(() => String, { nullable: true, description: 'Why, for the record; up to 200 characters.' })
  reason?: string | null;
}

@ObjectType({ description: 'The answer of `offerDecline`.', simpleResolvers: true })
export class OfferDeclinePayload extends Payload {
  @Field(() => Offer, { nullable: true, description: 'The offer, declined.' })
  offer!: object | null;
}
