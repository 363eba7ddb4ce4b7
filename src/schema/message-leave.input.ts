import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { doc } from './doc';
import { Payload } from './user-error.type';

@InputType({ description: 'A message instead of a chat, by a visitor who waits or whose chat nobody took.' })
export class MessageLeaveInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => String, { description: 'What is to be said, 1 to 4,000 characters.' })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where an answer is to go. Needed unless the visitor has given an address before; INVALID otherwise.',
  })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Who writes, up to 200 characters: first name, last name.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: doc`
      The client's own name for it, up to 200 characters: the same again, after an answer that was lost, adds nothing and is
      answered alike.`,
  })
  clientMessageId?: string | null;
}

@ObjectType({ description: 'The answer of `messageLeave`.', simpleResolvers: true })
export class MessageLeavePayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The conversation, which has ended.' })
  conversation!: object | null;
}
