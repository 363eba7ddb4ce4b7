import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { doc } from './doc';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    Starts the given published dialog, or the one that the visitor qualifies for; the same open conversation when called again
    for that dialog.`,
})
export class ConversationStartInput {
  @Field(() => ID, { nullable: true, description: 'The dialog; absent: the one that fits the visitor.' })
  dialogId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address of the page on which the visitor is, up to 2,048 characters.',
  })
  pageUrl?: string | null;
}

@ObjectType({ description: 'The answer of `conversationStart`.', simpleResolvers: true })
export class ConversationStartPayload extends Payload {
  @Field(() => Conversation, {
    nullable: true,
    description: 'The conversation; null when refused or when no dialog fits.',
  })
  conversation!: object | null;
}
