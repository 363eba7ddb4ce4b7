import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { doc } from './doc';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    Scores a conversation while it is open: its agent while connected, or whoever has ALL_CONVERSATIONS_VIEW. The last word
    counts, a goal card's or a person's; behind the end it is frozen (CONVERSATION_CLOSED).`,
})
export class ConversationScoreSetInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => Int, { description: '0 to 3; else INVALID.' })
  score!: number;
}

@ObjectType({ description: 'The answer of `conversationScoreSet`.', simpleResolvers: true })
export class ConversationScoreSetPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The conversation with its score; null when refused.' })
  conversation!: object | null;
}
