import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { Payload } from './user-error.type';

@InputType({
  description: 'Takes back what rings at another agent, a transfer or an invitation. Nothing rings: the same answer.',
})
export class ChatTransferCancelInput {
  @Field(() => ID, { description: 'The running chat.' })
  conversationId!: string;
}

@ObjectType({ description: 'The answer of `chatTransferCancel`.', simpleResolvers: true })
export class ChatTransferCancelPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The chat, as it was before.' })
  conversation!: object | null;
}
