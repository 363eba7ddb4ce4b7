import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { DialogTrigger } from './dialog-trigger.type';
import { doc } from './doc';
import { Payload } from './user-error.type';
import { VisitInput } from './visit.input';

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

  @Field(() => VisitInput, { nullable: true, description: 'What the page tells of the visit.' })
  visit?: VisitInput | null;
}

@ObjectType({ description: 'The answer of `conversationStart`.', simpleResolvers: true })
export class ConversationStartPayload extends Payload {
  @Field(() => Conversation, {
    nullable: true,
    description: 'The conversation; null when refused, when no dialog fits, and while `waitsFor` says what for.',
  })
  conversation!: object | null;

  @Field(() => DialogTrigger, {
    nullable: true,
    description: 'A dialog fits and waits for this before it shows itself; null where nothing is waited for.',
  })
  waitsFor!: object | null;
}
