import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { Payload } from './user-error.type';

@InputType({ description: 'Stops reading along. Who does not read along is answered the same.' })
export class ChatListenEndInput {
  @Field(() => ID, { description: 'The running chat.' })
  conversationId!: string;
}

@ObjectType({ description: 'The answer of `chatListenEnd`.', simpleResolvers: true })
export class ChatListenEndPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The chat; null where the caller may see it no longer.' })
  conversation!: object | null;
}
