import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PersonListMemberInput } from './person-list-members-add.input';
import { PersonList } from './person.type';
import { Payload } from './user-error.type';

@InputType({ description: 'All of them or, with a fault in any row, none. Who is not on the list is passed over.' })
export class PersonListMembersRemoveInput {
  @Field(() => ID, { description: 'The list.' })
  personListId!: string;

  @Field(() => [PersonListMemberInput], { description: '1 to 1,000.' })
  members!: PersonListMemberInput[];
}

@ObjectType({ description: 'The answer of `personListMembersRemove`.', simpleResolvers: true })
export class PersonListMembersRemovePayload extends Payload {
  @Field(() => PersonList, { nullable: true, description: 'The list.' })
  personList!: object | null;

  @Field(() => Int, { nullable: true, description: 'How many were on it.' })
  removed!: number | null;
}
