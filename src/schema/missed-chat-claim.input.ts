import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { doc } from './doc';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    Makes a missed chat the caller's own to look after. The same agent again is answered the same; OFFER_TAKEN where a colleague
    was first, CONFLICT where it was not missed, NOT_FOUND where it never rang at the caller, unless with ALL_CONVERSATIONS_VIEW.`,
})
export class MissedChatClaimInput {
  @Field(() => ID, { description: 'The conversation whose latest live chat was missed.' })
  conversationId!: string;
}

@ObjectType({ description: 'The answer of `missedChatClaim`.', simpleResolvers: true })
export class MissedChatClaimPayload extends Payload {
  @Field(() => Conversation, {
    nullable: true,
    description: 'The conversation, whole from now on; null without MY_CONVERSATIONS_VIEW.',
  })
  conversation!: object | null;
}
