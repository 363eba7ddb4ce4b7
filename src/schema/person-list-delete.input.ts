import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';

@InputType({ description: 'A list that a dialog asks about cannot be deleted: IN_USE names where. The people stay.' })
export class PersonListDeleteInput {
  @Field(() => ID, { description: 'The list.' })
  personListId!: string;
}

@ObjectType({ description: 'The answer of `personListDelete`.', simpleResolvers: true })
export class PersonListDeletePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id that is gone, so that a client can drop it.' })
  personListId!: string | null;
}
