import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { Payload } from './user-error.type';

@InputType({ description: 'The caller has read up to here. The mark never moves back.' })
export class ConversationMarkReadInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => Int, { description: 'The `sequence` of the last message that was read; beyond the last: the last.' })
  upToSequence!: number;
}

@ObjectType({ description: 'The answer of `conversationMarkRead`.', simpleResolvers: true })
export class ConversationMarkReadPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The conversation with its new `unreadCount`.' })
  conversation!: object | null;
}
