import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';

@InputType({
  description: 'Tells the other side that the caller types. Send it at most once a second while it goes on.',
})
export class TypingSendInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;
}

@ObjectType({ description: 'The answer of `typingSend`.', simpleResolvers: true })
export class TypingSendPayload extends Payload {}
