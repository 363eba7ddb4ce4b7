import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { PersonList } from './person.type';
import { Payload } from './user-error.type';

@InputType({ description: 'What is absent stays.' })
export class PersonListUpdateInput {
  @Field(() => ID, { description: 'The list.' })
  personListId!: string;

  @Field(() => String, { nullable: true, description: 'Its new name, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for; null for nothing.' })
  description?: string | null;
}

@ObjectType({ description: 'The answer of `personListUpdate`.', simpleResolvers: true })
export class PersonListUpdatePayload extends Payload {
  @Field(() => PersonList, { nullable: true, description: 'The list with its changes.' })
  personList!: object | null;
}
