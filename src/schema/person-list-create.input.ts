import { Field, InputType, ObjectType } from 'type-graphql';
import { PersonList } from './person.type';
import { Payload } from './user-error.type';

@InputType({ description: 'A new list of people.' })
export class PersonListCreateInput {
  @Field(() => String, {
    description: '1 to 200 characters, unique in the workspace without regard to case (CONFLICT).',
  })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, up to 200 characters.' })
  description?: string | null;
}

@ObjectType({ description: 'The answer of `personListCreate`.', simpleResolvers: true })
export class PersonListCreatePayload extends Payload {
  @Field(() => PersonList, { nullable: true, description: 'The new list.' })
  personList!: object | null;
}
