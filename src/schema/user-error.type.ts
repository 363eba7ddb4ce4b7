import { Field, ObjectType } from 'type-graphql';
import { UserErrorCodeEnum } from './enums';

@ObjectType({ description: 'An expected failure, returned as data.', simpleResolvers: true })
export class UserError {
  @Field(() => UserErrorCodeEnum, { description: 'What kind of refusal, from a closed list.' })
  code!: keyof typeof UserErrorCodeEnum;

  @Field(() => String, { description: 'What is wrong and what to do, in a sentence or two for a person.' })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'The path inside `input`, such as ["conditions", "0", "attribute"]; null when no one field is at fault.',
  })
  field!: string[] | null;
}

/** What every payload has. Never a type of the graph itself: each payload takes the field over. */
@ObjectType({ description: 'The answer of a mutation.', simpleResolvers: true })
export abstract class Payload {
  @Field(() => [UserError], {
    description: 'Why the mutation changed nothing. Empty when it succeeded; then the other fields are filled.',
  })
  userErrors!: UserError[];
}
