import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { Payload } from './user-error.type';

@InputType({ description: 'Its visitor, its agent, and whoever manages agents may end a conversation.' })
export class ConversationEndInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;
}

@ObjectType({ description: 'The answer of `conversationEnd`.', simpleResolvers: true })
export class ConversationEndPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The conversation, which has ended.' })
  conversation!: object | null;
}
