import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { doc } from './doc';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    Answers the card that waits; another card is a CONFLICT. \`responseKey\` answers a question (\`response\`, its label, is a
    shorthand); \`value\` answers an info capture and is INVALID where the attribute's type does not allow it.`,
})
export class CardAnswerInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => String, { description: 'The `key` of the prompt.' })
  cardKey!: string;

  @Field(() => String, { nullable: true, description: 'The `key` of the chosen response.' })
  responseKey?: string | null;

  @Field(() => String, { nullable: true, description: 'The `label` of the chosen response, instead of its key.' })
  response?: string | null;

  @Field(() => String, { nullable: true, description: 'The value for an info capture.' })
  value?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A key of the client for this answer: sending it again after a lost answer adds nothing.',
  })
  clientMessageId?: string | null;
}

@ObjectType({ description: 'The answer of `cardAnswer`.', simpleResolvers: true })
export class CardAnswerPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The conversation as it goes on.' })
  conversation!: object | null;
}
