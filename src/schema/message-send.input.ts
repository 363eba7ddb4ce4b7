import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Message } from './message.type';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    Text of 1 to 4,000 characters. The same clientMessageId by the same author answers with the first message and adds nothing;
    with another text it is a CONFLICT.

    A visitor may write while an agent is being found. An agent may write once connected. While a card waits for an answer:
    CONFLICT. In a conversation that has ended: CONVERSATION_CLOSED.`,
})
export class MessageSendInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => String, { description: 'Plain text; control characters other than line break and tab are removed.' })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'A key of the client for this message, up to 200 characters, kept for ever: make one each and repeat until answered.',
  })
  clientMessageId?: string | null;
}

@ObjectType({ description: 'The answer of `messageSend`.', simpleResolvers: true })
export class MessageSendPayload extends Payload {
  @Field(() => Message, { nullable: true, description: 'The stored message; null when refused.' })
  message!: object | null;
}
