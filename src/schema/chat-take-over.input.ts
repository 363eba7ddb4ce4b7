import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { Payload } from './user-error.type';

@InputType({
  description:
    "Makes somebody else's chat the caller's own: one that runs, rings, or waits in the queue. It takes a place: AT_CAPACITY without one. Audited.",
})
export class ChatTakeOverInput {
  @Field(() => ID, { description: 'The chat: running, ringing or waiting.' })
  conversationId!: string;
}

@ObjectType({ description: 'The answer of `chatTakeOver`.', simpleResolvers: true })
export class ChatTakeOverPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: "The chat, the caller's now." })
  conversation!: object | null;
}
