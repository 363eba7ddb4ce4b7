import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { Payload } from './user-error.type';

@InputType({
  description:
    'Reads along in a running chat of somebody else until it ends. Nobody in the chat is told; it is audited. Repeating it changes nothing.',
})
export class ChatListenInput {
  @Field(() => ID, { description: 'The running chat.' })
  conversationId!: string;
}

@ObjectType({ description: 'The answer of `chatListen`.', simpleResolvers: true })
export class ChatListenPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The chat, with its transcript.' })
  conversation!: object | null;
}
