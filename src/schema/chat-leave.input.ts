import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { Payload } from './user-error.type';

@InputType({ description: "A guest leaves. The chat's own agent hands it over or ends it instead: CONFLICT." })
export class ChatLeaveInput {
  @Field(() => ID, { description: 'The running chat.' })
  conversationId!: string;
}

@ObjectType({ description: 'The answer of `chatLeave`.', simpleResolvers: true })
export class ChatLeavePayload extends Payload {
  @Field(() => Conversation, {
    nullable: true,
    description: 'The chat that goes on; null where the caller may see it no longer.',
  })
  conversation!: object | null;
}
